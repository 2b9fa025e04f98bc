import type { Cursor } from "../../load/cursor.js";
import type {
  IntrospectionEnforcement,
  JwtEnforcement,
  TokenAlgorithm,
  TokenSource,
} from "../../model/token-enforcement.js";
import { TOKEN_ALGORITHMS } from "../../model/token-enforcement.js";
import { parseQuantity } from "./quantity.js";

/** Whose sense of JSON web tokens it is. */
export type TokenRules = JwtEnforcement["rules"];

/** For how long an answer about a token is believed, unless said. */
const CACHE_MS = 30_000;
const CLOCK_SKEW_MS = 10_000;

/**
 * What `jwt` says of tokens that the gateway checks.
 * @param rules by which they are judged in this document
 */
export function readJwt(jwt: Cursor, scheme: Cursor, rules: TokenRules): JwtEnforcement {
  const issuer = jwt.get("issuer")?.scalar ?? scheme.get("openIdConnectUrl")?.scalar;
  const audience = textsOf(jwt.get("audience"));
  if (audience.length === 0) jwt.reporter.report("missing-token-audience", jwt.keyAt);
  const algorithms = textsOf(jwt.get("algorithms"));
  const clockSkewMs = parseQuantity(jwt.get("clockSkew")?.value, "time") ?? CLOCK_SKEW_MS;
  return {
    kind: "jwt",
    rules,
    source: sourceOf(scheme),
    issuer: issuer === undefined ? undefined : [{ kind: "text", text: issuer }],
    audience: audience.map((text) => [{ kind: "text", text }]),
    jwksUri: jwt.get("jwksUri")?.scalar,
    algorithms:
      algorithms.length === 0 ? TOKEN_ALGORITHMS : (algorithms as readonly TokenAlgorithm[]),
    clockSkewSeconds: clockSkewMs / 1000,
  };
}

/** What `introspection` says of tokens that their server is asked about. */
export function readIntrospection(introspection: Cursor): IntrospectionEnforcement {
  const url = introspection.get("url")?.scalar;
  return {
    kind: "introspection",
    url: url === undefined || url === "" ? undefined : url,
    audience: textsOf(introspection.get("audience")),
    cacheMs: parseQuantity(introspection.get("cacheTtl")?.value, "time") ?? CACHE_MS,
  };
}

function sourceOf(scheme: Cursor): TokenSource {
  const name = scheme.get("name")?.scalar;
  if (scheme.get("type")?.scalar !== "apiKey" || name === undefined) {
    return { in: "header", name: "Authorization" };
  }
  return { in: scheme.get("in")?.scalar === "query" ? "query" : "header", name };
}

function textsOf(list: Cursor | undefined): readonly string[] {
  return list?.isArray === true ? list.items().map((each) => each.scalar) : [];
}
