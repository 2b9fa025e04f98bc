import type { Argv } from "yargs";
import { bashCompletion } from "./bash-completion.js";
import { fishCompletion } from "./fish-completion.js";
import { recordedCommands } from "./recorded-commands.js";
import { zshCompletion } from "./zsh-completion.js";

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** The script by which a shell completes what these commands take. */
export function completionScript(
  shell: keyof typeof SCRIPTS,
  commands: readonly ((yargs: Argv) => Argv)[],
): string {
  return SCRIPTS[shell](recordedCommands(commands));
}
