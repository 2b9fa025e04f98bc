import type { Authorize } from "../security.js";
import { bearerToken } from "./bearer-token.js";
import { jwtPrincipal, type JwtPrincipal } from "./jwt-principal.js";
import type { JwtRules } from "./jwt-verifier.js";
import { JwtVerifier } from "./jwt-verifier.js";
import { tokenAuthorizer } from "./token-authorizer.js";

/** Decides by JSON web tokens. */
export function bearerJwt(rules: JwtRules & { readonly audience: readonly string[] }): Authorize {
  const verifier = new JwtVerifier(rules);
  return tokenAuthorizer<JwtPrincipal>({
    ...bearerToken,
    async check(token, logger) {
      const { known, until } = await verifier.check(token, logger);
      return { known: jwtPrincipal(known), until };
    },
  });
}
