import type { CatalogueEntry } from "./catalogue-entry.js";
import { catalogue } from "./catalogue.js";
import type { Diagnostic } from "./diagnostic.js";
import { suggestCode } from "./explain.js";

const entries: Readonly<Record<string, CatalogueEntry>> = catalogue;

/** Why a code cannot be allowed; undefined if it can. */
export function whyNotAllowed(code: string): string | undefined {
  const entry = Object.hasOwn(entries, code) ? entries[code] : undefined;
  if (entry === undefined) {
    const nearest = suggestCode(code);
    const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
    return `there is no diagnostic ${JSON.stringify(code)}${hint}`;
  }
  if (entry.severity !== "error" || entry.allowable !== undefined) return undefined;
  return `${code} cannot be allowed: nothing right and safe could be generated in spite of it (gatewright explain ${code})`;
}

/**
 * The problems that the user knows of and accepts, by code: such an error becomes a warning, such a
 * warning or note is dropped. What only ever is an error cannot be allowed.
 */
export class Allowances {
  readonly #codes: ReadonlySet<string>;
  readonly #unused: Set<string>;

  constructor(codes: readonly string[]) {
    for (const code of codes) {
      const why = whyNotAllowed(code);
      if (why !== undefined) throw new TypeError(why);
    }
    this.#codes = new Set(codes);
    this.#unused = new Set(codes);
  }

  /** Codes that nothing was found of so far. */
  get unused(): readonly string[] {
    return [...this.#unused];
  }

  /** What becomes of a problem; undefined when it is dropped. */
  settle(diagnostic: Diagnostic): Diagnostic | undefined {
    const { code } = diagnostic;
    if (!this.#codes.has(code)) return diagnostic;
    this.#unused.delete(code);
    // By the catalogue, since another reporter may have made a warning of an error already.
    const allowable = entries[code]?.allowable;
    if (allowable === undefined) return undefined;
    return { ...diagnostic, severity: "warning", help: `allowed: ${allowable}` };
  }
}
