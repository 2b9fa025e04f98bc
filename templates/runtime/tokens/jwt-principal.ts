import type { Principal } from "../security.js";
import type { Claims } from "./claims.js";

/** Who calls, as a token says. */
export interface JwtPrincipal extends Principal {
  /** The token's subject, else the client that it was given to. */
  readonly principalId: string;
  readonly claims: Claims;
  readonly scopes: readonly string[];
}
