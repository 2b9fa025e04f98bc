import { printDiff } from "../diagnostics/print-diff.js";
import type { GenerateResult } from "../generate.js";
import type { FileChange } from "../write/file-change.js";
import { isStale, isTouched } from "../write/file-change.js";
import { unifiedDiff } from "../write/unified-diff.js";
import type { Format } from "./format.js";
import { listReasons, sayChanges } from "./say-changes.js";
import { annotate, print, report, say, showsColor } from "./terminal.js";

/** How a run was asked to end. */
export interface ChangesOptions {
  readonly format: Format;
  readonly out: string;
  /** List what is stale, and why. */
  readonly check: boolean;
  /** Show what would change, line by line. */
  readonly dryRun: boolean;
}

/** The files of a run that are not as they should be; of one that writes, those that it changed. */
export function staleFiles({ changes = [] }: GenerateResult): readonly FileChange[] {
  return changes.filter((change) => isStale(change) || isTouched(change));
}

/** Reports problems and changes: in the format that was asked for. */
export function reportChanges(result: GenerateResult, options: ChangesOptions): void {
  const { format, out, check, dryRun } = options;
  const { edits, source, reporter } = result;
  const stale = staleFiles(result);
  const changes = stale.map(({ path, change, reasons, before, after }) => ({
    path,
    change,
    reasons,
    ...(dryRun &&
      isTouched({ path, change, reasons }) && { diff: unifiedDiff(path, before, after) }),
  }));
  report(format, { changes, ...(edits.length > 0 && { edits }) }, reporter.diagnostics, source);
  if (format === "github" && check) {
    for (const { path, change, reasons } of stale) {
      const what = `${path}: ${change} (${listReasons(reasons)})`;
      annotate(`${out}/${path}`, "stale", `${what}\nhelp: generate, and commit what it writes`);
    }
  }
  if (format !== "pretty") return;
  for (const edit of edits) say(printDiff(edit, { color: showsColor(process.stderr) }));
  if (check) for (const change of stale) print(listed(change));
  if (dryRun) {
    for (const diff of changes.flatMap(({ diff: each }) => each ?? [])) printShown(diff);
  }
  sayChanges(result, out, check || dryRun);
}

/** `updated   src/generated/routes/getPet.ts   (spec changed)` */
function listed({ path, change, reasons }: FileChange): string {
  return `${change.padEnd(8)} ${path} (${listReasons(reasons)})`;
}

/** As it is for programs, and on a terminal in colour. */
function printShown(diff: string): void {
  if (process.stdout.isTTY) print(printDiff(diff, { color: showsColor(process.stdout) }));
  else print(diff);
}
