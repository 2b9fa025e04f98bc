import type { Argv } from "yargs";
import { summary } from "../diagnostics/print.js";
import { Reporter } from "../diagnostics/reporter.js";
import { validateStructure } from "../load/validate-structure.js";
import { readDocument } from "../read-document.js";
import { documentArguments, documentOptions } from "./document-arguments.js";
import { EXIT } from "./exit-code.js";
import { printJson, say, sayDiagnostics } from "./terminal.js";

/** `gatewright lint DOCUMENT` */
export function lintCommand(yargs: Argv): Argv {
  return yargs.command(
    "lint <document>",
    "say what is wrong with a document, also by OpenAPI's own rules",
    (command) => documentArguments(command).example("$0 lint openapi.yaml", ""),
    async (args) => {
      const reporter = new Reporter();
      const { source } = await readDocument(documentOptions(args), reporter);
      const root = source.root(reporter);
      if (root !== undefined) await validateStructure(root);
      const { diagnostics, hasErrors } = reporter;
      if (args.json) {
        printJson({}, diagnostics, source);
      } else {
        sayDiagnostics(diagnostics, source);
        say(`${args.document}: ${diagnostics.length === 0 ? "no problems" : summary(diagnostics)}`);
      }
      process.exitCode = hasErrors ? EXIT.documentErrors : EXIT.ok;
    },
  );
}
