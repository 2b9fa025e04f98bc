import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { countOf } from "../diagnostics/summary.js";
import { say } from "./terminal.js";

/** How the process ends; scripts rely on these. */
export const EXIT = {
  ok: 0,
  documentErrors: 1,
  usage: 2,
  stale: 3,
  editsWouldBeLost: 4,
  conflicts: 5,
  changes: 6,
  internal: 70,
} as const;

/** What a document's problems end the process with, and a line that says so if it was warnings. */
export function documentExitCode(
  diagnostics: readonly Diagnostic[],
  maxWarnings = Number.POSITIVE_INFINITY,
): number {
  if (diagnostics.some(({ severity }) => severity === "error")) return EXIT.documentErrors;
  const { length } = diagnostics.filter(({ severity }) => severity === "warning");
  if (length <= maxWarnings) return EXIT.ok;
  say(`${countOf(length, "warning")}, and --max-warnings is ${maxWarnings}.`);
  return EXIT.documentErrors;
}

/** What several runs end the process with: errors of a document before anything else. */
export function worstExitCode(codes: readonly number[]): number {
  return codes.includes(EXIT.documentErrors) ? EXIT.documentErrors : Math.max(EXIT.ok, ...codes);
}
