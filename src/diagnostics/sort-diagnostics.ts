import type { Diagnostic } from "./diagnostic.js";
import type { Position, Sources } from "./sources.js";

/** A diagnostic with the place that it points to, where there is one. */
export interface PlacedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly position: Position | undefined;
}

/** Reading order: problems of no file, then the entry document, then other files by name; in each, top down. */
export function sortDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): PlacedDiagnostic[] {
  const rank = ({ at }: Diagnostic): number => (at ? (at.file === sources.entry ? 1 : 2) : 0);
  return diagnostics
    .map((diagnostic) => ({
      diagnostic,
      position: diagnostic.at && sources.locate(diagnostic.at),
    }))
    .toSorted(
      (a, b) =>
        rank(a.diagnostic) - rank(b.diagnostic) ||
        byText(a.diagnostic.at?.file ?? "", b.diagnostic.at?.file ?? "") ||
        (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
        (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
        byText(a.diagnostic.code, b.diagnostic.code),
    );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
