import { Allowances } from "./allowances.js";
import type { CatalogueEntry } from "./catalogue-entry.js";
import { catalogue, type Code, type Params } from "./catalogue.js";
import type { Diagnostic, Location, Related } from "./diagnostic.js";
import { visibleText } from "./visible-text.js";

/** What follows the place: the values that the code's sentences name, then related places. */
export type ReportDetails<C extends Code> = keyof Params<C> extends never
  ? [params?: undefined, related?: readonly Related[]]
  : [params: Params<C>, related?: readonly Related[]];

/** A problem, and its places but the first. */
interface Group {
  readonly first: Diagnostic;
  readonly others: Location[];
}

/**
 * Collects problems, so that a run shows all of them. The same code at the same place is kept once;
 * a problem with the same cause as another one is another place of that.
 */
export class Reporter {
  readonly #allowances: Allowances;
  readonly #groups = new Map<string, Group>();
  readonly #seen = new Set<string>();
  /** Those who hear what is told now. */
  readonly #listeners: Diagnostic[][] = [];

  /** @param allow codes that the user accepts; one that cannot be allowed is a TypeError */
  constructor(allow: readonly string[] | Allowances = []) {
    this.#allowances = allow instanceof Allowances ? allow : new Allowances(allow);
  }

  /** A reporter of its own that allows the same. */
  apart(): Reporter {
    return new Reporter(this.#allowances);
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.#groups.values()].map(({ first, others }) =>
      others.length === 0 ? first : { ...first, others },
    );
  }

  get hasErrors(): boolean {
    return [...this.#groups.values()].some(({ first }) => first.severity === "error");
  }

  report<C extends Code>(
    code: C,
    at: Location | undefined,
    ...[params, related = []]: ReportDetails<C>
  ): void {
    const entry: CatalogueEntry = catalogue[code];
    const say = (text: CatalogueEntry["message"]): string =>
      visibleText(typeof text === "string" ? text : (text as (params: unknown) => string)(params));
    const { cause } = entry;
    this.add({
      code,
      severity: entry.severity,
      message: say(entry.message),
      help: say(entry.help),
      ...(at && { at }),
      ...(related.length > 0 && {
        related: related.map((place) => ({ ...place, message: visibleText(place.message) })),
      }),
      ...(cause !== undefined && { cause: cause === "code" ? "" : say(cause) }),
    });
  }

  /** What something gives, and every problem that was told here meanwhile, in order. */
  overhear<Result>(act: () => Result): { result: Result; told: readonly Diagnostic[] } {
    const told: Diagnostic[] = [];
    this.#listeners.push(told);
    try {
      return { result: act(), told };
    } finally {
      this.#listeners.splice(this.#listeners.indexOf(told), 1);
    }
  }

  /** Takes over a problem that another reporter collected. */
  add(diagnostic: Diagnostic): void {
    for (const told of this.#listeners) told.push(diagnostic);
    const { others = [], ...first } = diagnostic;
    const settled = this.#allowances.settle(first);
    if (settled === undefined) return;
    for (const at of [first.at, ...others]) this.#addPlace(settled, at);
  }

  /** Reports what was allowed and did not occur, once everything else is reported. */
  reportUnusedAllowances(): void {
    // After an error, what would have used an allowance may not have been read at all.
    if (this.hasErrors) return;
    for (const code of this.#allowances.unused) {
      this.report("unused-allowance", undefined, { code });
    }
  }

  #addPlace(diagnostic: Diagnostic, at: Location | undefined): void {
    const { code, severity, message, help, related, cause } = diagnostic;
    const place = at
      ? [at.file, at.pointer, at.on ?? "value", at.offset ?? "", at.within ?? ""]
      : [message];
    const identity = JSON.stringify([code, ...place]);
    if (this.#seen.has(identity)) return;
    this.#seen.add(identity);
    const isToldApart = severity === "error" || cause === undefined;
    const what = isToldApart ? [message, help, related] : cause;
    const key = JSON.stringify([code, severity, what]);
    const group = this.#groups.get(key);
    if (group === undefined || at === undefined) {
      this.#groups.set(key, { first: at ? { ...diagnostic, at } : diagnostic, others: [] });
    } else {
      group.others.push(at);
    }
  }
}
