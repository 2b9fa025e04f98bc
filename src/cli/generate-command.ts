import type { Argv } from "yargs";
import type { GenerateResult } from "../generate.js";
import { generate } from "../generate.js";
import { documentArguments, documentOptions } from "./document-arguments.js";
import { EXIT } from "./exit-code.js";
import { print, printJson, say, sayDiagnostics } from "./terminal.js";

const EDITS = new Set(["edited-file", "foreign-file"]);

/** `gatewright generate DOCUMENT` */
export function generateCommand(yargs: Argv): Argv {
  return yargs.command(
    ["generate <document>", "gen <document>"],
    "write the gateway of a document, or bring it up to date",
    (command) =>
      documentArguments(command)
        .option("out", {
          alias: "o",
          type: "string",
          default: "gateway",
          describe: "folder of the project",
        })
        .option("check", {
          type: "boolean",
          default: false,
          describe: `write nothing; exit ${EXIT.stale} if something would change`,
        })
        .option("dry-run", {
          type: "boolean",
          default: false,
          describe: "write nothing; list what would change",
        })
        .option("generator-spec", {
          type: "string",
          describe: "where the project installs gatewright from (a path, a tarball)",
        })
        .example("$0 generate openapi.yaml --out my-gateway", "")
        .example("$0 generate openapi.yaml --out my-gateway --check", "for CI"),
    async (args) => {
      const { out, check, dryRun, generatorSpec } = args;
      const result = await generate({
        ...documentOptions(args),
        out,
        dryRun: dryRun || check,
        ...(generatorSpec !== undefined && { generatorSpec }),
      });
      const stale = touched(result);
      if (args.json) printJson({ changes: stale }, result.reporter.diagnostics, result.source);
      else report(result, out, check || dryRun);
      process.exitCode = exitCode(result, check);
    },
  );
}

function touched({ changes }: GenerateResult) {
  return (changes ?? []).filter(({ change }) => change !== "unchanged" && change !== "kept");
}

function exitCode(result: GenerateResult, check: boolean): number {
  const errors = result.reporter.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.some(({ code }) => EDITS.has(code))) return EXIT.editsWouldBeLost;
  if (errors.length > 0) return EXIT.documentErrors;
  return check && touched(result).length > 0 ? EXIT.stale : EXIT.ok;
}

function report(result: GenerateResult, out: string, dry: boolean): void {
  const { diagnostics } = result.reporter;
  sayDiagnostics(diagnostics, result.source);
  if (result.changes === undefined) {
    say("Nothing was written.");
    return;
  }
  const changes = touched(result);
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
  const isNew = !dry && kept === 0 && changes.length > 0;
  if (!isNew) return;
  const hooks = changes.filter(({ path }) => /^src\/hooks\/(?!index\.ts$)/.test(path));
  const cd = out === "." ? "" : `  cd ${out}\n`;
  say(`\nNext:\n${cd}  npm install\n  npm run build\n  npm start`);
  if (hooks.length === 0) return;
  say("\nThese decide who may call, and refuse everybody until you write them:");
  for (const { path } of hooks) say(`  ${path}`);
}
