/** A key of `responses` as OpenAPI spells it: `404`, `4XX` or `default`; undefined if it is no status. */
export function responseStatus(key: string): string | undefined {
  if (/^[1-5](?:\d\d|XX)$/i.test(key)) return key.toUpperCase();
  return /^default$/i.test(key) ? "default" : undefined;
}
