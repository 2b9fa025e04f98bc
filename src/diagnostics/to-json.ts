import type { Diagnostic, Location, Severity } from "./diagnostic.js";
import { sortDiagnostics } from "./sort-diagnostics.js";
import type { Sources } from "./sources.js";

/** A place as `--json` prints it. */
export interface JsonPlace {
  readonly file: string;
  readonly pointer: string;
  readonly line?: number;
  readonly column?: number;
}

/** A diagnostic as `--json` prints it; scripts depend on these names. */
export interface JsonDiagnostic extends Partial<JsonPlace> {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly help: string;
  /** How many times it occurs. */
  readonly count: number;
  /** Where it occurs: the diagnostic's own place first, then the others top down. */
  readonly places: readonly JsonPlace[];
  readonly related?: readonly (JsonPlace & { readonly message: string })[];
}

/** The same diagnostics, in the same order as they are printed, as plain data. */
export function toJson(diagnostics: readonly Diagnostic[], sources: Sources): JsonDiagnostic[] {
  const place = (at: Location): JsonPlace => ({
    file: at.file,
    pointer: at.pointer,
    ...sources.locate(at),
  });
  return sortDiagnostics(diagnostics, sources).map(({ diagnostic, first, others }) => {
    const { severity, code, message, help, related } = diagnostic;
    const places = [first ?? [], ...others].flat().map(({ at }) => place(at));
    return {
      ...places[0],
      severity,
      code,
      message,
      help,
      count: 1 + others.length,
      places,
      ...(related && {
        related: related.map((other) => ({ ...place(other.at), message: other.message })),
      }),
    };
  });
}
