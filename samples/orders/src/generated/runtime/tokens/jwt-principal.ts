import type { Principal } from "../security.js";
import type { Claims } from "./claims.js";
import { principalIdOf, scopesOf } from "./claims.js";

/** Who calls, as a token says. */
export interface JwtPrincipal extends Principal {
  /** The token's subject, else the client that it was given to. */
  readonly principalId: string;
  readonly claims: Claims;
  readonly scopes: readonly string[];
}

/** Who calls, by what a token says. */
export function jwtPrincipal(claims: Claims): JwtPrincipal {
  return { principalId: principalIdOf(claims), claims, scopes: scopesOf(claims) };
}
