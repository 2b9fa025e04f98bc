import type { Argv } from "yargs";
import { DEFAULT_OUT } from "../config/config-fields.js";
import type { GenerateResult } from "../generate.js";
import { generate } from "../generate.js";
import { documentOptions, reportOptions } from "./document-arguments.js";
import { documentCommand } from "./document-command.js";
import { documentExitCode, EXIT } from "./exit-code.js";
import { changesToJson, staleFiles, tellChanges } from "./report-changes.js";

const WRITING = "Writing the project:";

/** `gatewright generate [DOCUMENT]` */
export function generateCommand(yargs: Argv): Argv {
  return documentCommand(
    yargs,
    ["generate", "gen"],
    "write the gateway of a document, or bring it up to date",
    (parser) =>
      parser
        .option("out", {
          alias: "o",
          type: "string",
          nargs: 1,
          defaultDescription: DEFAULT_OUT,
          group: WRITING,
          describe: "folder of the project",
        })
        .option("check", {
          type: "boolean",
          default: false,
          group: WRITING,
          describe: `write nothing; list what would change and why, and exit ${EXIT.stale} if anything would`,
        })
        .option("dry-run", {
          type: "boolean",
          default: false,
          group: WRITING,
          describe: "write nothing; print what would change as a unified diff",
        })
        .option("discard-edits", {
          type: "boolean",
          default: false,
          group: WRITING,
          describe: "replace generated files that were changed by hand, too",
        })
        .option("generator-spec", {
          type: "string",
          nargs: 1,
          group: WRITING,
          describe: "where the project installs gatewright from (a path, a tarball)",
        })
        .example("$0 generate openapi.yaml --out my-gateway", "")
        .example("$0 generate openapi.yaml --out my-gateway --check --reporter github", "for CI"),
    async (args, several) => {
      const { out = DEFAULT_OUT, check, dryRun, discardEdits, generatorSpec } = args;
      const { format, maxWarnings } = reportOptions(args);
      const result = await generate({
        ...documentOptions(args),
        out,
        dryRun,
        check,
        discardEdits,
        ...(generatorSpec !== undefined && { generatorSpec }),
      });
      return {
        value: changesToJson(result, { dryRun }),
        diagnostics: result.reporter.diagnostics,
        sources: result.source,
        finish: () => {
          tellChanges(result, { format, out, check, dryRun, several });
          return generateExitCode(result, { check, maxWarnings });
        },
      };
    },
  );
}

/** Generated files that somebody changed, or that are somebody else's. */
const EDITS = new Set(["edited-file", "foreign-file"]);

const CONFLICTS = new Set(["merge-conflict", "conflicting-key", "unresolved-conflict"]);

/** How a run ends: what could not be written first, then what is left to do. */
export function generateExitCode(
  result: GenerateResult,
  { check, maxWarnings }: { readonly check: boolean; readonly maxWarnings: number | undefined },
): number {
  const { diagnostics } = result.reporter;
  if (diagnostics.some(({ code }) => EDITS.has(code))) return EXIT.editsWouldBeLost;
  const others = diagnostics.filter(({ code }) => !CONFLICTS.has(code));
  const code = documentExitCode(others, maxWarnings);
  if (code !== EXIT.ok) return code;
  if (check && staleFiles(result).length > 0) return EXIT.stale;
  return others.length < diagnostics.length ? EXIT.conflicts : EXIT.ok;
}
