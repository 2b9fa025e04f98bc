import type { Diagnostic, Location } from "./diagnostic.js";
import type { Position, Sources } from "./sources.js";

/** A location with the position that it comes to, where its file was read. */
export interface Place {
  readonly at: Location;
  readonly position: Position | undefined;
}

/** A diagnostic with its places; the first is the one that it is about, the others go top down. */
export interface PlacedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly first: Place | undefined;
  readonly others: readonly Place[];
}

/** Reading order: problems of no file, then the entry document, then other files by name; in each, top down. */
export function sortDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): PlacedDiagnostic[] {
  const placeOf = (at: Location): Place => ({ at, position: sources.locate(at) });
  const inOrder = readingOrder(sources.entry);
  return diagnostics
    .map((diagnostic) => ({
      diagnostic,
      first: diagnostic.at && placeOf(diagnostic.at),
      others: (diagnostic.others ?? []).map(placeOf).toSorted(inOrder),
    }))
    .toSorted((a, b) => inOrder(a.first, b.first) || byText(a.diagnostic.code, b.diagnostic.code));
}

function readingOrder(entry: string): (a: Place | undefined, b: Place | undefined) => number {
  const rank = (place: Place | undefined): number =>
    place ? (place.at.file === entry ? 1 : 2) : 0;
  return (a, b) =>
    rank(a) - rank(b) ||
    byText(a?.at.file ?? "", b?.at.file ?? "") ||
    (a?.position?.line ?? 0) - (b?.position?.line ?? 0) ||
    (a?.position?.column ?? 0) - (b?.position?.column ?? 0);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
