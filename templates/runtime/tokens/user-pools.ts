import { GatewayError } from "../gateway-error.js";
import type { Authorize, AuthorizerContext } from "../security.js";
import { jwtPrincipal, type JwtPrincipal } from "./jwt-principal.js";
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

/** Decides as the Cognito authorizers of Amazon's REST APIs do. */
export function userPools({ token, issuers, audience }: UserPoolOptions): Authorize {
  const verifier = new JwtVerifier({ issuers, algorithms: ["RS256"] });
  return tokenAuthorizer<JwtPrincipal>({
    tokenOf: token,
    async check(sent, logger) {
      const { known: claims, until } = await verifier.check(sent, logger);
      if (audience !== undefined && !audience.test(String(claims["aud"] ?? ""))) {
        throw new TokenRefused("the token does not have a valid audience");
      }
      return { known: jwtPrincipal(claims), until };
    },
    accept(principal, request, scopes) {
      const { token_use: use } = principal.claims;
      // Who is meant shows an ID token; what may be done, an access token.
      const holds =
        scopes.length === 0
          ? use === "id"
          : use === "access" && scopes.some((scope) => principal.scopes.includes(scope));
      if (!holds) return { refused: "unauthorized" };
      request.authorizer = new PoolContext(principal);
      return principal;
    },
    refuse(refused) {
      if (refused?.expired !== true) return { refused: "unauthorized" };
      const told = "The incoming token has expired";
      return { refused: "unauthorized", error: new GatewayError("unauthorized", { told }) };
    },
  });
}

/** What functions and mappings are told, made when one of them asks. */
class PoolContext implements AuthorizerContext {
  readonly #principal: JwtPrincipal;

  constructor(principal: JwtPrincipal) {
    this.#principal = principal;
  }

  get values() {
    return { claims: poolClaimTexts(this.#principal.claims) };
  }

  get event1() {
    return this.values;
  }

  get event2() {
    return this.values;
  }
}
