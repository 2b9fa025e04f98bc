import { posix } from "node:path";
import { countOf } from "../diagnostics/summary.js";
import type { GenerateResult } from "../generate.js";
import type { Change, FileChange, Reason } from "../write/file-change.js";
import { isTouched } from "../write/file-change.js";
import type { ChangesOptions } from "./report-changes.js";
import { say } from "./terminal.js";

const TOLD: readonly Change[] = ["created", "updated", "merged", "removed", "conflict"];

/** Tells a person what a run did, or would do, and what is for him to do next. */
export function sayChanges(result: GenerateResult, options: ChangesOptions): void {
  const { changes, reporter } = result;
  const { out, check, dryRun, several } = options;
  const isDry = check || dryRun;
  if (changes === undefined) {
    say(several ? `${out}: nothing was written\n` : "Nothing was written.");
    return;
  }
  const open = reporter.diagnostics
    .filter(({ code }) => code === "unresolved-conflict")
    .reduce((count, { others = [] }) => count + 1 + others.length, 0);
  const toDecide = open === 0 ? "" : `; ${countOf(open, "conflict")} to decide`;
  say(`${out}: ${countChanges(changes, isDry)}${toDecide}`);
  sayVersion(result);
  if (isDry) return;
  const touched = changes.filter(isTouched);
  const created = touched.filter(({ change }) => change === "created").map(({ path }) => path);
  if (created.includes("package.json") && !several) {
    const cd = out === "." ? "" : `  cd ${out}\n`;
    say(`\nNext:\n${cd}  npm install\n  npm run build\n  npm start`);
  }
  sayRequired(result);
  sayHooks(created);
}

function countChanges(changes: readonly FileChange[], isDry: boolean): string {
  const would = isDry ? "would be " : "";
  const ofKind = (kind: Change) => changes.filter(({ change }) => change === kind).length;
  const counts = TOLD.filter((kind) => ofKind(kind) > 0).map((kind) =>
    kind === "conflict"
      ? `${ofKind(kind)} ${isDry ? "would be " : ""}in conflict`
      : `${ofKind(kind)} ${would}${kind}`,
  );
  const kept = ofKind("kept");
  const yours = kept > 0 ? `; ${kept} of yours kept as they are` : "";
  return `${counts.length === 0 ? "up to date" : counts.join(", ")}${yours}`;
}

/** What the generator does otherwise is better looked at alone. */
function sayVersion({ changes = [], writtenBy, version }: GenerateResult): void {
  const isOther = writtenBy !== undefined && writtenBy !== version;
  if (!isOther || !changes.some(({ reasons }) => reasons.includes("spec changed"))) return;
  say(
    `It was written by gatewright ${writtenBy} before; this is ${version}. \`gatewright upgrade\`, before the document changes, makes that a change of its own.`,
  );
}

/** Told whenever settings change: what is new among them cannot be in an `.env` of before. */
function sayRequired({ changes = [], requiredSettings }: GenerateResult): void {
  const settings = changes.find(({ path }) => path === "src/generated/settings.ts");
  if (requiredSettings.length === 0 || settings === undefined || !isTouched(settings)) return;
  say("\nIt starts only with these in its environment or in .env (see .env.example):");
  for (const name of requiredSettings) say(`  ${name}`);
}

function sayHooks(created: readonly string[]): void {
  const hooks = created.filter(
    (path) => posix.dirname(path).startsWith("src/hooks") && path !== "src/hooks/index.ts",
  );
  if (hooks.length === 0) return;
  say("\nThese are yours to write, and refuse every request until you do:");
  for (const hook of hooks) say(`  ${hook}`);
}

/** `a, b and c` */
export function listReasons(reasons: readonly Reason[]): string {
  return [reasons.slice(0, -1).join(", "), reasons.at(-1)].filter(Boolean).join(" and ");
}
