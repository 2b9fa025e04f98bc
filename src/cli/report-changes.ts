import { isAbsolute, posix } from "node:path";
import { printDiff } from "../diagnostics/print-diff.js";
import type { GenerateResult } from "../generate.js";
import type { FileChange } from "../write/file-change.js";
import { isStale, isTouched } from "../write/file-change.js";
import { unifiedDiff } from "../write/unified-diff.js";
import type { Format } from "./format.js";
import { listReasons, sayChanges } from "./say-changes.js";
import { annotate, print, say, showsColor } from "./terminal.js";

/** How a run was asked for. */
export interface ChangesOptions {
  readonly format: Format;
  readonly out: string;
  /** List what is stale, and why. */
  readonly check: boolean;
  /** Show what would change, line by line. */
  readonly dryRun: boolean;
  /** Whether it is one of several projects, which are told apart by their folders. */
  readonly several: boolean;
}

/** The files of a run that are not as they should be; of one that writes, those that it changed. */
export function staleFiles({ changes = [] }: GenerateResult): readonly FileChange[] {
  return changes.filter((change) => isStale(change) || isTouched(change));
}

/** What a program gets of them. */
export function changesToJson(
  result: GenerateResult,
  { dryRun, out }: Pick<ChangesOptions, "dryRun" | "out">,
) {
  const { edits } = result;
  const changes = staleFiles(result).map((change) => ({
    path: change.path,
    change: change.change,
    reasons: change.reasons,
    ...(dryRun && isTouched(change) && { diff: diffOf(change, out) }),
  }));
  return { changes, ...(edits.length > 0 && { edits }) };
}

/** Tells of them, after the problems. */
export function tellChanges(result: GenerateResult, options: ChangesOptions): void {
  const { format, out, check, dryRun, several } = options;
  const stale = staleFiles(result);
  if (format === "github" && check) for (const change of stale) annotateStale(change, out);
  if (format !== "pretty") return;
  for (const edit of result.edits) say(printDiff(edit, { color: showsColor(process.stderr) }));
  if (check) for (const change of stale) print(listed(change, several ? out : "."));
  if (dryRun) for (const change of stale.filter(isTouched)) printShown(diffOf(change, out));
  sayChanges(result, options);
}

/** As `git apply` takes it where the command was run. */
function diffOf({ path, before, after }: FileChange, out: string): string {
  const isBelow = !isAbsolute(out) && !out.startsWith("..");
  return unifiedDiff(isBelow ? posix.join(out, path) : path, before, after);
}

function annotateStale({ path, change, reasons }: FileChange, out: string): void {
  const what = `${path}: ${change} (${listReasons(reasons)})`;
  const help = reasons.includes("hand edit")
    ? "undo the change by hand, or npx gatewright eject the file"
    : "generate, and commit what it writes";
  annotate(`${out}/${path}`, "stale", `${what}\nhelp: ${help}`);
}

/** `updated   src/generated/routes/getPet.ts   (spec changed)` */
function listed({ path, change, reasons }: FileChange, folder: string): string {
  return `${change.padEnd(8)} ${posix.join(folder, path)} (${listReasons(reasons)})`;
}

/** As it is for programs, and on a terminal in colour. */
function printShown(diff: string): void {
  if (process.stdout.isTTY) print(printDiff(diff, { color: showsColor(process.stdout) }));
  else print(diff);
}
