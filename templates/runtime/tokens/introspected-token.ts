import type { Logger } from "pino";
import type { Environment } from "../environment.js";
import type { Authorize } from "../security.js";
import { bearerToken } from "./bearer-token.js";
import type { CheckedToken } from "./checked-tokens.js";
import { fetchJson } from "./fetch-json.js";
import { jwtPrincipal, type JwtPrincipal } from "./jwt-principal.js";
import { tokenAuthorizer } from "./token-authorizer.js";
import { TokenRefused } from "./token-refused.js";
import { readList, refuseInsecure } from "./token-settings.js";

/** Who knows opaque tokens, and as whom the gateway asks. */
export interface IntrospectionSettings {
  readonly url: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who tokens must be for; anybody where there is none. */
  readonly audience: readonly string[];
}

/** Names of environment variables, some with what holds where they are not set. */
export interface IntrospectionVariables {
  readonly url: readonly [name: string, usual?: string];
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: readonly [name: string, ...usual: readonly string[]];
}

/** Reads who is asked about tokens. */
export function readIntrospectionSettings(
  read: Environment,
  { url, clientId, clientSecret, audience }: IntrospectionVariables,
): IntrospectionSettings {
  const [name] = url;
  const where = read.baseUrl(...url);
  refuseInsecure(read, name, where, read.optional(name) !== undefined);
  return {
    url: where,
    clientId: read.text(clientId),
    clientSecret: read.text(clientSecret),
    audience: readList(read, audience),
  };
}

/** What the document says of introspection. */
export interface IntrospectionOptions extends IntrospectionSettings {
  /** For how long an answer is believed, at most. */
  readonly cacheMs: number;
}

/** Decides by asking the server that gave tokens out (RFC 7662). */
export function introspectedToken(options: IntrospectionOptions): Authorize {
  return tokenAuthorizer<JwtPrincipal>({
    ...bearerToken,
    check: (token, logger) => introspect(token, options, logger),
  });
}

async function introspect(
  token: string,
  { url, clientId, clientSecret, audience, cacheMs }: IntrospectionOptions,
  logger: Logger,
): Promise<CheckedToken<JwtPrincipal>> {
  const found = await fetchJson(url, {
    method: "POST",
    headers: {
      authorization: `Basic ${basicCredentials(clientId, clientSecret)}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: String(new URLSearchParams({ token, token_type_hint: "access_token" })),
  }).catch((cause: Error) => {
    logger.warn({ url: url.href, reason: cause.message }, "no answer about a token");
    throw cause;
  });
  if (found["active"] !== true) throw new TokenRefused("the token is not active");
  const { aud, exp, nbf } = found;
  const meant: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audience.length > 0 && !meant.some((each) => audience.includes(String(each)))) {
    throw new TokenRefused("the token does not have a valid audience");
  }
  const now = Date.now();
  if (typeof nbf === "number" && nbf * 1000 > now) throw new TokenRefused("it is not valid yet");
  const ends = typeof exp === "number" ? exp * 1000 : Number.POSITIVE_INFINITY;
  if (ends <= now) throw new TokenRefused("the token has expired", { expired: true });
  return { known: jwtPrincipal(found), until: Math.min(ends, now + cacheMs) };
}

/** As OAuth 2.0 has it: both are form-encoded first (RFC 6749, 2.3.1). */
function basicCredentials(clientId: string, clientSecret: string): string {
  const encode = (text: string) => String(new URLSearchParams({ _: text })).slice(2);
  return Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString("base64");
}
