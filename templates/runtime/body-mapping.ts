import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { parseJson } from "./json.js";

/** `method.request.body`: the body as text; an empty one maps to `{}`. */
export function bodyText(request: Exchange): string {
  json(request);
  return request.body?.length ? request.body.toString("utf8") : "{}";
}

/** `method.request.body.a.b[0]`: a member of the JSON body as text, if it is there. */
export function bodyMember(request: Exchange, ...keys: (string | number)[]): string | undefined {
  let value = json(request);
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  if (value === null || value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * The body parsed. One that begins like JSON and is not is refused, whatever the mapping asks of
 * it; other text has no members.
 */
function json(request: Exchange): unknown {
  if (request.json !== undefined) return request.json;
  const body = request.body ?? Buffer.alloc(0);
  const begins = /^\s*[{["']/.test(body.subarray(0, 64).toString("latin1"));
  if (body.length === 0 || !begins) return undefined;
  try {
    request.json = parseJson(body);
  } catch (cause) {
    throw new GatewayError("invalid-json", { cause });
  }
  return request.json;
}
