import { GatewayError } from "../gateway-error.js";
import type { Authorize, AuthorizerContext, Refusal } from "../security.js";
import { bearerChallenge } from "./bearer-challenge.js";
import { claimTexts } from "./claim-texts.js";
import { jwtPrincipal, type JwtPrincipal } from "./jwt-principal.js";
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

/** Decides as the JWT authorizers of Amazon's HTTP APIs do. */
export function httpApiJwt({ token, ...rules }: HttpApiJwtOptions): Authorize {
  const verifier = new JwtVerifier({
    ...rules,
    // Amazon looks at the client only where a token is for nobody.
    audienceOf: ({ aud, client_id: client }) => aud ?? client,
  });
  return tokenAuthorizer<JwtPrincipal>({
    tokenOf: token,
    async check(sent, logger) {
      const { known, until } = await verifier.check(sent, logger);
      return { known: jwtPrincipal(known), until };
    },
    accept(principal, request, wanted) {
      const isScoped = wanted.length > 0;
      if (isScoped && !wanted.some((scope) => principal.scopes.includes(scope))) {
        return forbid(wanted);
      }
      request.authorizer = new JwtContext(principal, isScoped);
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

/** What functions and mappings are told, made when one of them asks. */
class JwtContext implements AuthorizerContext {
  readonly #principal: JwtPrincipal;
  readonly #isScoped: boolean;

  /** @param isScoped whether the route asks for scopes: else nobody is told those of the token */
  constructor(principal: JwtPrincipal, isScoped: boolean) {
    this.#principal = principal;
    this.#isScoped = isScoped;
  }

  get values() {
    const { claims, scopes } = this.#principal;
    return { claims: claimTexts(claims), scopes: this.#isScoped ? scopes : null };
  }

  get event1() {
    return this.values;
  }

  get event2() {
    return { jwt: this.values };
  }
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
