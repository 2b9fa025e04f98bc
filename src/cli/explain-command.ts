import type { Argv } from "yargs";
import { explain, suggestCode } from "../diagnostics/explain.js";
import { command } from "./command.js";
import { EXIT } from "./exit-code.js";
import { print, say } from "./terminal.js";

/** `gatewright explain CODE` */
export function explainCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "explain <code>",
    "say more about a diagnostic",
    (parser) =>
      parser
        .positional("code", { type: "string", demandOption: true, describe: "its code" })
        .example("$0 explain template-syntax", ""),
    ({ code }) => {
      const text = explain(code);
      if (text !== undefined) {
        print(text);
        return;
      }
      const nearest = suggestCode(code);
      const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
      say(`there is no diagnostic ${JSON.stringify(code)}${hint}`);
      process.exitCode = EXIT.usage;
    },
  );
}
