import { posix } from "node:path";
import type { Argv } from "yargs";
import { DEFAULT_OUT } from "../config/config-fields.js";
import type { GenerateResult } from "../generate.js";
import { generate } from "../generate.js";
import { documentOptions, reportOptions } from "./document-arguments.js";
import { documentCommand } from "./document-command.js";
import { documentExitCode, EXIT } from "./exit-code.js";
import { print, say } from "./terminal.js";

const WRITING = "Writing the project:";

const EDITS = new Set(["edited-file", "foreign-file"]);

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
          describe: `write nothing; exit ${EXIT.stale} if something would change`,
        })
        .option("dry-run", {
          type: "boolean",
          default: false,
          group: WRITING,
          describe: "write nothing; list what would change",
        })
        .option("generator-spec", {
          type: "string",
          nargs: 1,
          group: WRITING,
          describe: "where the project installs gatewright from (a path, a tarball)",
        })
        .example("$0 generate openapi.yaml --out my-gateway", "")
        .example("$0 generate openapi.yaml --out my-gateway --check", "for CI"),
    async (args, several) => {
      const { out = DEFAULT_OUT, check, dryRun, generatorSpec } = args;
      const { format, maxWarnings } = reportOptions(args);
      const result = await generate({
        ...documentOptions(args),
        out,
        dryRun: dryRun || check,
        ...(generatorSpec !== undefined && { generatorSpec }),
      });
      const { diagnostics } = result.reporter;
      return {
        value: { changes: touched(result) },
        diagnostics,
        sources: result.source,
        finish: () => {
          if (format === "pretty") sayChanges(result, out, check || dryRun, several);
          return exitCode(result, check, maxWarnings);
        },
      };
    },
  );
}

function touched({ changes }: GenerateResult) {
  return (changes ?? []).filter(({ change }) => change !== "unchanged" && change !== "kept");
}

function exitCode(result: GenerateResult, check: boolean, maxWarnings?: number): number {
  const { diagnostics } = result.reporter;
  if (diagnostics.some(({ code }) => EDITS.has(code))) return EXIT.editsWouldBeLost;
  const code = documentExitCode(diagnostics, maxWarnings);
  return code === EXIT.ok && check && touched(result).length > 0 ? EXIT.stale : code;
}

/** @param several whether it is one of several projects, which are told apart by their folders */
function sayChanges(result: GenerateResult, out: string, dry: boolean, several: boolean): void {
  if (result.changes === undefined) {
    say(several ? `${out}: nothing was written\n` : "Nothing was written.");
    return;
  }
  const changes = touched(result);
  if (dry) {
    for (const { path, change } of changes) {
      print(`${change.padEnd(8)} ${several ? posix.join(out, path) : path}`);
    }
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
  if (!several && kept === 0 && changes.length > 0) {
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
