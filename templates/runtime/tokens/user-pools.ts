import { GatewayError } from "../gateway-error.js";
import type { Authorize, AuthorizerContext } from "../security.js";
import type { Claims } from "./claims.js";
import { principalIdOf, scopesOf } from "./claims.js";
import type { JwtPrincipal } from "./jwt-principal.js";
import { JwtVerifier } from "./jwt-verifier.js";
import { poolClaimTexts } from "./pool-claim-texts.js";
import type { PoolSettings } from "./pool-settings.js";
import { tokenAuthorizer } from "./token-authorizer.js";
import { TokenRefused } from "./token-refused.js";
import type { TokenSource } from "./token-source.js";

/** What the document says of an authorizer of Amazon Cognito's user pools. */
export interface UserPoolOptions extends PoolSettings {
  readonly token: TokenSource;
  /** What the `aud` of a token must be. */
  readonly audience?: RegExp;
}

interface Known {
  readonly principal: JwtPrincipal;
  readonly context: AuthorizerContext;
}

/** Decides as the Cognito authorizers of Amazon's REST APIs do. */
export function userPools({ token, issuers, audience }: UserPoolOptions): Authorize {
  const verifier = new JwtVerifier({ issuers, algorithms: ["RS256"] });
  return tokenAuthorizer<Known>({
    tokenOf: token,
    async check(sent, logger) {
      const { known: claims, until } = await verifier.check(sent, logger);
      if (audience !== undefined && !audience.test(String(claims["aud"] ?? ""))) {
        throw new TokenRefused("the token does not have a valid audience");
      }
      return { known: knownOf(claims), until };
    },
    accept({ principal, context }, request, scopes) {
      const { token_use: use } = principal.claims;
      // Who is meant shows an ID token; what may be done, an access token.
      const holds =
        scopes.length === 0
          ? use === "id"
          : use === "access" && scopes.some((scope) => principal.scopes.includes(scope));
      if (!holds) return { refused: "unauthorized" };
      request.authorizer = context;
      return principal;
    },
    refuse(refused) {
      if (refused?.expired !== true) return { refused: "unauthorized" };
      const told = "The incoming token has expired";
      return { refused: "unauthorized", error: new GatewayError("unauthorized", { told }) };
    },
  });
}

function knownOf(claims: Claims): Known {
  const told = { claims: poolClaimTexts(claims) };
  return {
    principal: { principalId: principalIdOf(claims), claims, scopes: scopesOf(claims) },
    context: { values: told, event1: told, event2: told },
  };
}
