import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { memberText, parseMapped } from "./json-member.js";

/** `method.request.body`: the body as text; an empty one maps to `{}`. */
export function bodyText(request: Exchange): string {
  json(request);
  return request.body?.length ? request.body.toString("utf8") : "{}";
}

/** `method.request.body.a.b[0]`: a member of the JSON body as text, if it is there. */
export function bodyMember(request: Exchange, ...keys: (string | number)[]): string | undefined {
  return memberText(json(request), keys);
}

/** The body parsed; one that is no JSON is refused, whatever the mapping asks of it. */
function json(request: Exchange): unknown {
  if (request.json !== undefined || request.body === undefined) return request.json;
  try {
    request.json = parseMapped(request.body);
  } catch (cause) {
    throw new GatewayError("invalid-json", { cause });
  }
  return request.json;
}
