import type { CatalogueEntry } from "./catalogue-entry.js";
import { catalogue } from "./catalogue.js";
import { didYouMean } from "./did-you-mean.js";

/** What `gatewright explain CODE` prints; undefined for a code that does not exist. */
export function explain(code: string): string | undefined {
  if (!Object.hasOwn(catalogue, code)) return undefined;
  const entry: CatalogueEntry | undefined = (catalogue as Record<string, CatalogueEntry>)[code];
  return entry && `${code} (${entry.severity})\n\n${entry.explain}\n`;
}

/** The code that was probably meant by one that does not exist. */
export function suggestCode(code: string): string | undefined {
  return didYouMean(code, Object.keys(catalogue));
}
