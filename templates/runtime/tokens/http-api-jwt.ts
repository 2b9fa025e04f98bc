import { GatewayError } from "../gateway-error.js";
import type { Authorize, AuthorizerContext, Refusal } from "../security.js";
import { bearerChallenge } from "./bearer-challenge.js";
import { claimTexts } from "./claim-texts.js";
import type { Claims } from "./claims.js";
import { principalIdOf, scopesOf } from "./claims.js";
import type { JwtPrincipal } from "./jwt-principal.js";
import { JwtVerifier } from "./jwt-verifier.js";
import { KeysUnavailable } from "./key-set.js";
import { tokenAuthorizer } from "./token-authorizer.js";
import type { TokenSettings } from "./token-settings.js";
import type { TokenSource } from "./token-source.js";
import type { Algorithm } from "./verification-key.js";

/** What the document says of a JWT authorizer. */
export interface HttpApiJwtOptions extends TokenSettings {
  readonly token: TokenSource;
  readonly algorithms: readonly Algorithm[];
}

interface Known {
  readonly principal: JwtPrincipal;
  /** What functions and mappings are told where the route asks for no scopes, and where it does. */
  readonly unscoped: AuthorizerContext;
  readonly scoped: AuthorizerContext;
}

/** Decides as the JWT authorizers of Amazon's HTTP APIs do. */
export function httpApiJwt({ token, ...rules }: HttpApiJwtOptions): Authorize {
  const verifier = new JwtVerifier({
    ...rules,
    // Amazon looks at the client only where a token is for nobody.
    audienceOf: ({ aud, client_id: client }) => aud ?? client,
  });
  return tokenAuthorizer<Known>({
    tokenOf: token,
    async check(sent, logger) {
      const { known, until } = await verifier.check(sent, logger);
      return { known: knownOf(known), until };
    },
    accept({ principal, scoped, unscoped }, request, wanted) {
      const isScoped = wanted.length > 0;
      if (isScoped && !wanted.some((scope) => principal.scopes.includes(scope))) {
        return forbid(wanted);
      }
      request.authorizer = isScoped ? scoped : unscoped;
      return principal;
    },
    refuse: (refused, scopes) => unauthorized(refused?.message, scopes),
    unavailable(cause, scopes) {
      if (!(cause instanceof KeysUnavailable))
        throw new GatewayError("authorizer-failure", { cause });
      const what = cause.source === "keys" ? "JWKS" : "OIDC discovery endpoint";
      return unauthorized(`${what} communication error`, scopes);
    },
  });
}

function knownOf(claims: Claims): Known {
  const scopes = scopesOf(claims);
  const texts = claimTexts(claims);
  const contextOf = (told: readonly string[] | null): AuthorizerContext => ({
    values: { claims: texts, scopes: told },
    event1: { claims: texts, scopes: told },
    event2: { jwt: { claims: texts, scopes: told } },
  });
  return {
    principal: { principalId: principalIdOf(claims), claims, scopes },
    unscoped: contextOf(null),
    scoped: contextOf(scopes),
  };
}

function unauthorized(reason: string | undefined, scopes: readonly string[]): Refusal {
  const headers =
    reason === undefined
      ? bearerChallenge()
      : bearerChallenge({
          scope: scopes.join(" "),
          error: "invalid_token",
          error_description: reason,
        });
  return { refused: "unauthorized", error: new GatewayError("unauthorized", { headers }) };
}

function forbid(scopes: readonly string[]): Refusal {
  const headers = bearerChallenge({
    scope: scopes.join(" "),
    error: "insufficient_scope",
    error_description: "the token does not have a required scope",
  });
  return { refused: "forbidden", error: new GatewayError("access-denied", { headers }) };
}
