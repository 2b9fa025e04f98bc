import type { Argv } from "yargs";
import { Reporter } from "../diagnostics/reporter.js";
import { summary } from "../diagnostics/summary.js";
import { documentOptions, reportOptions } from "./document-arguments.js";
import { documentCommand } from "./document-command.js";
import { documentExitCode } from "./exit-code.js";
import { say } from "./terminal.js";

/** `gatewright lint [DOCUMENT]` */
export function lintCommand(yargs: Argv): Argv {
  return documentCommand(
    yargs,
    ["lint"],
    "say what is wrong with a document, also by OpenAPI's own rules, and with its examples; and what anybody may call",
    (parser) =>
      parser
        .example("$0 lint openapi.yaml", "")
        .example("$0 lint openapi.yaml --format sarif > lint.sarif", "for code scanning"),
    async (args) => {
      const options = documentOptions(args);
      const { format, maxWarnings } = reportOptions(args);
      const reporter = new Reporter(options.allow);
      // What checks examples is half as large as all that other commands load.
      const { lintDocument } = await import("../lint-document.js");
      const { source } = await lintDocument(options, reporter);
      reporter.reportUnusedAllowances();
      const { diagnostics } = reporter;
      return {
        value: {},
        diagnostics,
        sources: source,
        finish: () => {
          const found = diagnostics.length === 0 ? "no problems" : summary(diagnostics);
          if (format === "pretty") say(`${args.document}: ${found}`);
          return documentExitCode(diagnostics, maxWarnings);
        },
      };
    },
  );
}
