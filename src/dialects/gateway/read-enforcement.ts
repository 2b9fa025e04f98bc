import type { Cursor } from "../../load/cursor.js";
import type { Enforcement } from "../../model/security.js";
import type { TokenAlgorithm, TokenSource } from "../../model/token-enforcement.js";
import { TOKEN_ALGORITHMS } from "../../model/token-enforcement.js";
import { GATEWAY } from "./check-places.js";
import { parseQuantity } from "./quantity.js";

/** For how long an answer about a token is believed, unless said. */
const CACHE_MS = 30_000;
const CLOCK_SKEW_MS = 10_000;

/**
 * What `x-gateway` on a security scheme says of who decides it; undefined where it says nothing.
 * What its fields may be is checked elsewhere.
 * @param rules by which JSON web tokens are judged in this document
 */
export function readEnforcement(
  scheme: Cursor,
  rules: "http-api" | "bearer",
): Enforcement | undefined {
  const gateway = scheme.get(GATEWAY);
  const jwt = gateway?.get("jwt");
  const introspection = gateway?.get("introspection");
  if (jwt !== undefined && introspection !== undefined) {
    introspection.reporter.report("conflicting-token-checks", introspection.keyAt);
  }
  refuseWithoutToken(scheme, jwt ?? introspection);
  if (jwt?.isObject === true) return readJwt(jwt, scheme, rules);
  return introspection?.isObject === true ? readIntrospection(introspection) : undefined;
}

/** Reports what would check a token of a scheme that has none. */
function refuseWithoutToken(scheme: Cursor, check: Cursor | undefined): void {
  const type = scheme.get("type")?.scalar ?? "";
  const isBearer = scheme.get("scheme")?.scalar.toLowerCase() === "bearer";
  const hasToken = type === "http" ? isBearer : !["basic", "mutualTLS"].includes(type);
  if (check === undefined || hasToken) return;
  check.reporter.report("scheme-without-token", check.keyAt, { type, field: check.name });
}

function readJwt(jwt: Cursor, scheme: Cursor, rules: "http-api" | "bearer"): Enforcement {
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

function readIntrospection(introspection: Cursor): Enforcement {
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
