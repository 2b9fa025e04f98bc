import type { Mapped } from "./http-call.js";
import { GatewayError } from "./gateway-error.js";
import { isHeaderValue } from "./mapping.js";
import { sentInResponse, sentUpstream } from "./mapped-headers.js";

/** Values by name, as a template sets them; a list is several. */
export type Overrides = ReadonlyMap<string, string | readonly string[]>;

/** The mapped headers with those that a template sets in their place. */
export function overrideHeaders(mapped: Mapped, overrides: Overrides): Mapped {
  const headers = new Map(Object.entries(mapped));
  for (const [name, value] of overrides) {
    const fate = sentUpstream(name);
    if (fate === "fails") throw new GatewayError("configuration-error");
    if (fate === "never sent") continue;
    for (const each of headers.keys()) if (isSame(each, name)) headers.delete(each);
    headers.set(fate.sent, value);
  }
  return Object.fromEntries(headers);
}

/** A response's headers, names and values alternating, with those that a template sets. */
export function overrideResponseHeaders(
  headers: readonly string[],
  overrides: Overrides,
): readonly string[] {
  const result = [...headers];
  for (const [name, value] of overrides) {
    const fate = sentInResponse(name);
    const text = typeof value === "string" ? value : value.join(",");
    if (typeof fate === "string" || !isToken(fate.sent) || !isHeaderValue(text)) continue;
    for (let i = result.length - 2; i >= 0; i -= 2) {
      if (isSame(result[i] ?? "", fate.sent)) result.splice(i, 2);
    }
    result.push(fate.sent, text);
  }
  return result;
}

/** RFC 9110: what a header may be called. */
function isToken(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
