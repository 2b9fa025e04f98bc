import type { Exchange } from "../exchange.js";
import { addForwarded, clientHeaders } from "../proxied-headers.js";

/**
 * The headers that an event tells: the client's without those in `dropped`, and what the gateway says
 * of the request; names and values alternating.
 */
export function eventHeaders(request: Exchange, dropped: ReadonlySet<string>): string[] {
  const headers = clientHeaders(request, dropped);
  const host = request.header("host");
  if (host !== undefined) headers.push("Host", host);
  addForwarded(headers, request);
  headers.push("X-Amzn-Trace-Id", request.traceHeader);
  return headers;
}

/** Each header with all of its values, in order. */
export type HeaderGroup = readonly [name: string, values: readonly string[]];

/**
 * The values of headers, names and values alternating, by name; names compare without case.
 * @param write how a name is written that was sent so first
 */
export function groupHeaders(
  headers: readonly string[],
  write: (name: string) => string,
): HeaderGroup[] {
  const groups = new Map<string, [name: string, values: string[]]>();
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] ?? "";
    const value = headers[i + 1] ?? "";
    const group = groups.get(name.toLowerCase());
    if (group === undefined) groups.set(name.toLowerCase(), [write(name), [value]]);
    else group[1].push(value);
  }
  return [...groups.values()];
}
