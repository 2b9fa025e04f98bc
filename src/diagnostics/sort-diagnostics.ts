import type { Diagnostic, Location } from "./diagnostic.js";
import type { Position, Sources } from "./sources.js";

/** A location with the position that it comes to, where its file was read. */
export interface Place {
  readonly at: Location;
  readonly position: Position | undefined;
}

/** A diagnostic with its places; the first is the topmost, or the one that the sentence names. */
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
    .map((diagnostic) => {
      const { at, others = [], cause } = diagnostic;
      const places = others.map(placeOf).toSorted(inOrder);
      if (at !== undefined) places.unshift(placeOf(at));
      // A sentence without a cause of its own holds for all places alike.
      if (cause === undefined) places.sort(inOrder);
      return { diagnostic, first: places[0], others: places.slice(1) };
    })
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
