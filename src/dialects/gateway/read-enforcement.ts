import type { Cursor } from "../../load/cursor.js";
import type { Enforcement } from "../../model/security.js";
import type { DeclaredScheme } from "../openapi/read-security.js";
import { GATEWAY } from "./check-places.js";
import type { TokenRules } from "./read-token-checks.js";
import { readIntrospection, readJwt } from "./read-token-checks.js";

/**
 * What `x-gateway` has decide a security scheme, or what OpenAPI says enough of; undefined where
 * neither does.
 */
export function readEnforcement(
  scheme: Cursor,
  declared: DeclaredScheme,
  rules: TokenRules = "bearer",
): Enforcement | undefined {
  const gateway = scheme.get(GATEWAY);
  const entries = gateway?.isObject === true ? gateway.entries() : [];
  const [field, ...others] = entries.filter(([name]) => WAYS.has(name));
  const way = field && WAYS.get(field[0]);
  if (field === undefined || way === undefined) {
    return declared.type === "mutualTLS" ? { kind: "mutual-tls" } : undefined;
  }
  const [name, value] = field;
  for (const [other, { keyAt, reporter }] of others) {
    reporter.report("several-ways-to-decide", keyAt, { field: other, other: name });
  }
  if (!way.fits(declared)) {
    const { wanted } = way;
    value.reporter.report("unfit-for-scheme", value.keyAt, { field: name, wanted });
  }
  return way.enforcement(value, scheme, rules);
}

interface Way {
  readonly fits: (scheme: DeclaredScheme) => boolean;
  /** The schemes that it is for, in words. */
  readonly wanted: string;
  readonly enforcement: (value: Cursor, scheme: Cursor, rules: TokenRules) => Enforcement;
}

/** Whether a scheme has tokens. */
function hasTokens({ type, httpScheme }: DeclaredScheme): boolean {
  return type === "http" ? httpScheme === "bearer" : type !== "mutualTLS";
}

const WITH_TOKENS = "a scheme with tokens: bearer, oauth2, openIdConnect or apiKey";

/** By the fields of `x-gateway` that say it. */
const WAYS: ReadonlyMap<string, Way> = new Map<string, Way>([
  [
    "hook",
    {
      fits: () => true,
      wanted: "any scheme",
      enforcement({ value }) {
        return { kind: "hook", ...(typeof value === "string" && { hook: value }) };
      },
    },
  ],
  [
    "apiKeys",
    {
      fits: ({ type, in: place, parameter }) =>
        type === "apiKey" && place !== undefined && parameter !== undefined,
      wanted: "a scheme of type apiKey with a name and a place",
      enforcement: () => ({ kind: "api-key", source: "request" }),
    },
  ],
  [
    "jwt",
    {
      fits: hasTokens,
      wanted: WITH_TOKENS,
      enforcement: (value, scheme, rules) =>
        value.isObject ? readJwt(value, scheme, rules) : { kind: "hook" },
    },
  ],
  [
    "introspection",
    {
      fits: hasTokens,
      wanted: WITH_TOKENS,
      enforcement: (value) => (value.isObject ? readIntrospection(value) : { kind: "hook" }),
    },
  ],
  [
    "mtls",
    {
      fits: () => true,
      wanted: "any scheme",
      enforcement: () => ({ kind: "mutual-tls" }),
    },
  ],
  [
    "users",
    {
      fits: ({ type, httpScheme }) => type === "http" && httpScheme === "basic",
      wanted: "a scheme of type http whose scheme is basic",
      enforcement: () => ({ kind: "basic" }),
    },
  ],
]);
