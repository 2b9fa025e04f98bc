import { parseJson } from "./json.js";

/**
 * A body parsed, as mappings see it: what begins like JSON must be JSON, or this throws; other text
 * has no members.
 */
export function parseMapped(body: Buffer): unknown {
  const begins = /^\s*[{["']/.test(body.subarray(0, 64).toString("latin1"));
  return begins ? parseJson(body) : undefined;
}

/** A member of a parsed body as text, if it is there. */
export function memberText(
  parsed: unknown,
  keys: readonly (string | number)[],
): string | undefined {
  let value = parsed;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  if (value === null || value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
