import type { Exchange } from "./exchange.js";
import type { Principal } from "./security.js";

/**
 * The principal of a caller of whom no more is known than what it shows, which the request's identity
 * tells: mappings and events are told of no authorizer. Whoever was found out before stays it.
 */
export function knownByIdentity(request: Exchange, principalId: string): Principal {
  if (request.principal !== undefined) return request.principal;
  request.authorizer = { values: {}, event1: undefined, event2: undefined };
  return { principalId };
}
