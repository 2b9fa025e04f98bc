import { posix } from "node:path";
import type { Argv } from "yargs";
import type { GenerateResult } from "../generate.js";
import { generate } from "../generate.js";
import { documentArguments, documentOptions, reportOptions } from "./document-arguments.js";
import { documentExitCode, EXIT } from "./exit-code.js";
import { command } from "./command.js";
import { print, report, say } from "./terminal.js";
import { touchedFiles } from "./touched-files.js";
import { UsageError } from "./usage-error.js";

const WRITING = "Writing the project:";

const EDITS = new Set(["edited-file", "foreign-file"]);

/** `gatewright generate DOCUMENT` */
export function generateCommand(yargs: Argv): Argv {
  return command(
    yargs,
    ["generate <document>", "gen <document>"],
    "write the gateway of a document, or bring it up to date",
    (parser) =>
      documentArguments(parser)
        .option("out", {
          alias: "o",
          type: "string",
          nargs: 1,
          default: "gateway",
          group: WRITING,
          describe: "folder of the project",
        })
        .option("check", {
          type: "boolean",
          default: false,
          group: WRITING,
          describe: `write nothing; exit ${EXIT.stale} if something would change`,
        })
        .option("dry-run", {
          type: "boolean",
          default: false,
          group: WRITING,
          describe: "write nothing; list what would change",
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
        .example("$0 generate openapi.yaml --out my-gateway --check", "for CI")
        .example("$0 generate openapi.yaml --out my-gateway --watch", "while you work on it"),
    async (args) => {
      const { out, check, dryRun, watch, generatorSpec } = args;
      const { format, maxWarnings } = reportOptions(args);
      const options = {
        ...documentOptions(args),
        out,
        ...(generatorSpec !== undefined && { generatorSpec }),
      };
      if (watch) {
        refuseWithWatch({ check, "dry-run": dryRun, "max-warnings": maxWarnings, format });
        const { generateAndWatch } = await import("./generate-and-watch.js");
        await generateAndWatch(options, format);
        return;
      }
      const result = await generate({ ...options, dryRun: dryRun || check });
      const { diagnostics } = result.reporter;
      report(format, { changes: touchedFiles(result) }, diagnostics, result.source);
      if (format === "pretty") sayChanges(result, out, check || dryRun);
      process.exitCode = exitCode(result, check, maxWarnings);
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

function exitCode(result: GenerateResult, check: boolean, maxWarnings?: number): number {
  const { diagnostics } = result.reporter;
  if (diagnostics.some(({ code }) => EDITS.has(code))) return EXIT.editsWouldBeLost;
  const code = documentExitCode(diagnostics, maxWarnings);
  return code === EXIT.ok && check && touchedFiles(result).length > 0 ? EXIT.stale : code;
}

function sayChanges(result: GenerateResult, out: string, dry: boolean): void {
  if (result.changes === undefined) {
    say("Nothing was written.");
    return;
  }
  const changes = touchedFiles(result);
  if (dry) {
    for (const { path, change } of changes) print(`${change.padEnd(8)} ${path}`);
  }
  const kept = result.changes.filter(({ change }) => change === "kept").length;
  const would = dry ? "would be " : "";
  const counts = (["created", "updated", "removed"] as const)
    .map((kind) => [kind, changes.filter(({ change }) => change === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${would}${kind}`);
  const yours = kept > 0 ? `; ${kept} of yours kept as they are` : "";
  say(`${out}: ${counts.length === 0 ? "up to date" : counts.join(", ")}${yours}`);
  if (dry) return;
  if (kept === 0 && changes.length > 0) {
    const cd = out === "." ? "" : `  cd ${out}\n`;
    say(`\nNext:\n${cd}  npm install\n  npm run build\n  npm start`);
  }
  sayRequired(result);
  sayHooks(changes.filter(({ change }) => change === "created").map(({ path }) => path));
}

/** Told whenever settings change: what is new among them cannot be in an `.env.example` of before. */
function sayRequired({ changes = [], requiredSettings }: GenerateResult): void {
  const settings = changes.find(({ path }) => path === "src/generated/settings.ts");
  if (requiredSettings.length === 0 || settings?.change === "unchanged") return;
  say("\nIt starts only with these in its environment or in .env (see .env.example):");
  for (const name of requiredSettings) say(`  ${name}`);
}

/** Hooks that are new; the registry is the user's once it was written. */
function sayHooks(created: readonly string[]): void {
  const hooks = created.flatMap(
    (path) => /^src\/hooks\/(?!index\.ts$)(.+)\.ts$/.exec(path)?.[1] ?? [],
  );
  if (hooks.length === 0) return;
  say("\nThese are yours to write, and refuse every request until you do:");
  for (const hook of hooks) say(`  src/hooks/${hook}.ts`);
  if (created.includes("src/hooks/index.ts")) return;
  say("\nAdd to src/hooks/index.ts, and to its `hooks`:");
  for (const hook of hooks) say(`  import { ${posix.basename(hook)} } from "./${hook}.js";`);
}
