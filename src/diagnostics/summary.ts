import type { Diagnostic, Severity } from "./diagnostic.js";

const NAMES = { error: "error", warning: "warning", info: "note" } as const;

/** "2 errors, 1 warning (in 40 places)"; kinds that did not occur are left out. */
export function summary(diagnostics: readonly Diagnostic[]): string {
  return (Object.keys(NAMES) as Severity[])
    .map((severity) => {
      const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity);
      const places = found.reduce((sum, { others = [] }) => sum + 1 + others.length, 0);
      const counted = countOf(found.length, NAMES[severity]);
      return places > found.length ? `${counted} (in ${places} places)` : counted;
    })
    .filter((counted) => !counted.startsWith("0 "))
    .join(", ");
}

/** "1 error", "2 errors" */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
