import type { CatalogueEntry } from "./catalogue-entry.js";
import { catalogue, type Code, type Params } from "./catalogue.js";
import type { Diagnostic, Location, Related } from "./diagnostic.js";
import { visibleText } from "./visible-text.js";

/** What follows the place: the values that the code's sentences name, then related places. */
export type ReportDetails<C extends Code> = keyof Params<C> extends never
  ? [params?: undefined, related?: readonly Related[]]
  : [params: Params<C>, related?: readonly Related[]];

/** Collects problems, so that a run shows all of them. The same code at the same place is kept once. */
export class Reporter {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #seen = new Set<string>();

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  get hasErrors(): boolean {
    return this.#diagnostics.some(({ severity }) => severity === "error");
  }

  report<C extends Code>(
    code: C,
    at: Location | undefined,
    ...[params, related = []]: ReportDetails<C>
  ): void {
    const entry: CatalogueEntry = catalogue[code];
    const say = (text: CatalogueEntry["message"]): string =>
      visibleText(typeof text === "string" ? text : (text as (params: unknown) => string)(params));
    this.add({
      code,
      severity: entry.severity,
      message: say(entry.message),
      help: say(entry.help),
      ...(at && { at }),
      ...(related.length > 0 && {
        related: related.map((place) => ({ ...place, message: visibleText(place.message) })),
      }),
    });
  }

  /** Takes over a problem that another reporter collected. */
  add(diagnostic: Diagnostic): void {
    const { code, at, message } = diagnostic;
    const place = at ? [at.file, at.pointer, at.on ?? "value", at.offset ?? ""] : [message];
    const identity = JSON.stringify([code, ...place]);
    if (this.#seen.has(identity)) return;
    this.#seen.add(identity);
    this.#diagnostics.push(diagnostic);
  }
}
