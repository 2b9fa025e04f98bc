import type { Argv } from "yargs";
import { DEFAULT_OUT } from "../config/config-fields.js";
import type { GenerateResult } from "../generate.js";
import { generate } from "../generate.js";
import { documentOptions, reportOptions } from "./document-arguments.js";
import { documentCommand } from "./document-command.js";
import { documentExitCode, EXIT } from "./exit-code.js";
import { changesToJson, staleFiles, tellChanges } from "./report-changes.js";
import { UsageError } from "./usage-error.js";

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
        .option("watch", {
          alias: "w",
          type: "boolean",
          default: false,
          group: WRITING,
          describe: "go on, and do it again whenever a file that was read changes",
        })
        .option("generator-spec", {
          type: "string",
          nargs: 1,
          group: WRITING,
          describe: "where the project installs gatewright from (a path, a tarball)",
        })
        .example("$0 generate openapi.yaml --out my-gateway", "")
        .example("$0 generate openapi.yaml --out my-gateway --check --reporter github", "for CI")
        .example("$0 generate openapi.yaml --out my-gateway --watch", "while you work on it"),
    async (args, several) => {
      const { out = DEFAULT_OUT, check, dryRun, discardEdits, watch, generatorSpec } = args;
      const { format, maxWarnings } = reportOptions(args);
      const options = {
        ...documentOptions(args),
        out,
        discardEdits,
        ...(generatorSpec !== undefined && { generatorSpec }),
      };
      if (watch) {
        refuseWithWatch({ check, "dry-run": dryRun, "max-warnings": maxWarnings, format });
        if (several) throw new UsageError("--watch follows one gateway: name it with --target");
        const { generateAndWatch } = await import("./generate-and-watch.js");
        await generateAndWatch(options, format);
        return undefined;
      }
      const result = await generate({ ...options, dryRun, check });
      return {
        value: changesToJson(result, { dryRun, out }),
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

/** Throws where an option says something of a run that ends, which one that watches does not. */
function refuseWithWatch({ format, ...others }: Readonly<Record<string, unknown>>): void {
  const other = Object.keys(others).find((name) => (others[name] ?? false) !== false);
  if (other !== undefined)
    throw new UsageError(`--watch writes until it ends: leave out --${other}`);
  if (format !== "pretty" && format !== "json") {
    throw new UsageError(
      `--watch cannot go with --format ${String(format)}: it has pretty and json`,
    );
  }
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
