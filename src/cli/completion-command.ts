import type { Argv } from "yargs";
import { TARGET_NAME } from "../config/config-fields.js";
import { command } from "./command.js";
import { print } from "./terminal.js";

/**
 * `gatewright completion bash|zsh|fish`
 * @param commands all commands, as they tell yargs of themselves
 */
export function completionCommand(yargs: Argv, commands: readonly ((yargs: Argv) => Argv)[]): Argv {
  return command(
    yargs,
    "completion <shell>",
    "print a script that has a shell complete commands, options and their values",
    (parser) =>
      parser
        .positional("shell", {
          choices: ["bash", "zsh", "fish", "targets"] as const,
          demandOption: true,
          describe: "the shell; targets prints names of the config's targets, for the scripts",
        })
        .example("source <($0 completion bash)", "in ~/.bashrc; of zsh in ~/.zshrc")
        .example("$0 completion fish > ~/.config/fish/completions/gatewright.fish", ""),
    async ({ shell }) => {
      if (shell === "targets") {
        const { targetNames } = await import("../config/target-names.js");
        const names = await targetNames(process.cwd());
        print(names.filter((name) => new RegExp(TARGET_NAME.pattern).test(name)).join("\n"));
        return;
      }
      const { completionScript } = await import("./completion/completion-script.js");
      print(completionScript(shell, commands));
    },
  );
}
