import type { Exchange } from "../exchange.js";
import { headerValues } from "../header-values.js";

/** Where requests have their tokens. */
export type TokenSource = (request: Exchange) => string | undefined;

/** A header with a token, perhaps behind `Bearer`; two of them are none. */
export function headerToken(name: string): TokenSource {
  return (request) => {
    const [value, ...others] = headerValues(request.incoming.rawHeaders, name);
    return others.length === 0 ? withoutScheme(value) : undefined;
  };
}

/** The same in a query parameter. */
export function queryToken(name: string): TokenSource {
  return (request) => {
    const [value, ...others] = request.queryAll(name) ?? [];
    return others.length === 0 ? withoutScheme(value) : undefined;
  };
}

function withoutScheme(value: string | undefined): string | undefined {
  return value?.replace(/^Bearer(?: +|$)/i, "").trim();
}
