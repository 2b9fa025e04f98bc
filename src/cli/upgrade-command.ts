import { resolve } from "node:path";
import type { Argv } from "yargs";
import { generate } from "../generate.js";
import { command } from "./command.js";
import { reportArguments, reportOptions } from "./document-arguments.js";
import { generateExitCode } from "./generate-command.js";
import { projectOptions } from "./recorded-options.js";
import { changesToJson, tellChanges } from "./report-changes.js";
import { report, say } from "./terminal.js";

/** `gatewright upgrade [PROJECT]` */
export function upgradeCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "upgrade [project]",
    "bring a project up to date with this version of gatewright, and nothing else",
    (parser) =>
      reportArguments(parser)
        .positional("project", { type: "string", default: ".", describe: "its folder" })
        .option("dry-run", {
          type: "boolean",
          default: false,
          describe: "write nothing; print what would change as a unified diff",
        })
        .option("discard-edits", {
          type: "boolean",
          default: false,
          describe: "replace generated files that were changed by hand, too",
        }),
    async (args) => {
      const { project, dryRun, discardEdits } = args;
      const { format, maxWarnings } = reportOptions(args);
      const options = projectOptions(project);
      const result = await generate({
        ...options,
        cwd: resolve(project),
        out: ".",
        dryRun,
        discardEdits,
        sameDocument: true,
      });
      const { writtenBy, version, reporter, source, changes } = result;
      report(format, changesToJson(result, { dryRun, out: project }), reporter.diagnostics, source);
      tellChanges(result, { format, out: project, check: false, dryRun, several: false });
      const isUpgrade = changes !== undefined && !dryRun && writtenBy !== version;
      if (format === "pretty" && isUpgrade) say(`gatewright ${writtenBy ?? "?"} → ${version}`);
      if (format === "pretty" && writtenBy === version)
        say(`It is of gatewright ${version} already.`);
      process.exitCode = generateExitCode(result, { check: false, maxWarnings });
    },
  );
}
