import type { Exchange } from "./exchange.js";

/** A cookie's value as it was sent; the first of that name counts, as RFC 6265 orders them. */
export function cookieValue(request: Exchange, name: string): string | undefined {
  for (const pair of (request.headerAll("cookie") ?? "").split(/[;,]/)) {
    const equals = pair.indexOf("=");
    if (equals !== -1 && pair.slice(0, equals).trim() === name)
      return pair.slice(equals + 1).trim();
  }
  return undefined;
}
