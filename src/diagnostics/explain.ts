import type { CatalogueEntry } from "./catalogue-entry.js";
import { catalogue } from "./catalogue.js";
import { didYouMean } from "./did-you-mean.js";

/** What `gatewright explain CODE` prints; undefined for a code that does not exist. */
export function explain(code: string): string | undefined {
  if (!Object.hasOwn(catalogue, code)) return undefined;
  const entry: CatalogueEntry | undefined = (catalogue as Record<string, CatalogueEntry>)[code];
  if (entry === undefined) return undefined;
  const { severity, explain: text, allowable } = entry;
  const allowed =
    allowable === undefined ? "" : `\n\nWith --allow ${code} it is a warning: ${allowable}.`;
  return `${code} (${severity})\n\n${text}${allowed}\n`;
}

/** The code that was probably meant by one that does not exist. */
export function suggestCode(code: string): string | undefined {
  return didYouMean(code, Object.keys(catalogue));
}
