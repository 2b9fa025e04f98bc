import { GatewayError } from "../gateway-error.js";
import type { Exchange } from "../exchange.js";
import { headerValues } from "../header-values.js";
import type { Refusal, SecurityScheme } from "../security.js";
import { credentialOf } from "../security.js";
import { bearerChallenge } from "./bearer-challenge.js";
import type { JwtPrincipal } from "./jwt-principal.js";
import type { TokenRules } from "./token-authorizer.js";

/** How bearer tokens are asked for, and refused (RFC 6750): all scopes of an operation are needed. */
export const bearerToken: Omit<TokenRules<JwtPrincipal>, "check"> = {
  tokenOf,
  accept: (principal, _request, scopes) =>
    scopes.every((scope) => principal.scopes.includes(scope)) ? principal : forbid(scopes),
  refuse(refused) {
    const headers = bearerChallenge(
      refused && { error: "invalid_token", error_description: refused.message },
    );
    return { refused: "unauthorized", error: new GatewayError("unauthorized", { headers }) };
  },
};

/** What a request shows for the scheme; two headers are none. */
function tokenOf(request: Exchange, scheme: SecurityScheme): string | undefined {
  const { type, in: place, parameter = "" } = scheme;
  const header = type === "apiKey" ? parameter : "authorization";
  const isHeader = type !== "apiKey" || place === "header";
  if (isHeader && headerValues(request.incoming.rawHeaders, header).length !== 1) return undefined;
  return credentialOf(request, scheme)?.replace(/^Bearer +/i, "");
}

function forbid(scopes: readonly string[]): Refusal {
  const headers = bearerChallenge({ error: "insufficient_scope", scope: scopes.join(" ") });
  return { refused: "forbidden", error: new GatewayError("access-denied", { headers }) };
}
