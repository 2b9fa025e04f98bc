import type { Exchange } from "../exchange.js";
import { GatewayError } from "../gateway-error.js";
import type { Authorize, Principal, Refusal, SecurityScheme } from "../security.js";
import type { CheckToken } from "./checked-tokens.js";
import { CheckedTokens } from "./checked-tokens.js";
import { TokenRefused } from "./token-refused.js";

/** How tokens of a scheme are decided on. */
export interface TokenRules<Known> {
  /** The token that a request shows. */
  readonly tokenOf: (request: Exchange, scheme: SecurityScheme) => string | undefined;
  /** Checks a token that is not known. */
  readonly check: CheckToken<Known>;
  /** What a token that holds lets its bearer do. */
  readonly accept: (
    known: Known,
    request: Exchange,
    scopes: readonly string[],
  ) => Principal | Refusal;
  /** What is answered to a token that does not hold, and where there is none. */
  readonly refuse: (refused: TokenRefused | undefined, scopes: readonly string[]) => Refusal;
  /** What is answered when a token cannot be checked; an error of the gateway's unless said. */
  readonly unavailable?: (cause: unknown, scopes: readonly string[]) => Refusal;
}

/** Longer than all headers of a request may be together, as a rule. */
const MAX_LENGTH = 16_384;

/** Decides a security scheme by tokens: nobody is let in whose token was not checked. */
export function tokenAuthorizer<Known>(rules: TokenRules<Known>): Authorize {
  const tokens = new CheckedTokens(rules.check);
  return (request, scheme, scopes) => {
    const { logger } = request.settings;
    const token = rules.tokenOf(request, scheme);
    if (token === undefined || token === "") return rules.refuse(undefined, scopes);
    const refuse = (cause: unknown): Refusal => {
      if (cause instanceof TokenRefused) {
        logger.debug({ scheme: scheme.name, reason: cause.message }, "a token is refused");
        return rules.refuse(cause, scopes);
      }
      if (rules.unavailable !== undefined) return rules.unavailable(cause, scopes);
      throw new GatewayError("authorizer-failure", { cause });
    };
    if (token.length > MAX_LENGTH) return refuse(new TokenRefused("the token is too long"));
    const known = tokens.of(token, logger);
    if (!(known instanceof Promise)) return rules.accept(known, request, scopes);
    return known.then((checked) => rules.accept(checked, request, scopes), refuse);
  };
}
