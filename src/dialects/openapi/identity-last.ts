import type { Enforcement, Security, SecurityScheme } from "../../model/security.js";

/** What says which client calls, and nothing of who uses it. */
const IDENTITY: ReadonlySet<Enforcement["kind"]> = new Set(["api-key", "mutual-tls"]);

/**
 * Requirements in the order in which they are looked at: what only identifies a client comes when it
 * is known who calls, who may be the one to say which key it has.
 */
export function identityLast(
  security: Security,
  schemes: readonly SecurityScheme[],
  isIdentity = (scheme: SecurityScheme) => IDENTITY.has(scheme.enforcement.kind),
): Security {
  const last = new Set(schemes.filter(isIdentity).map(({ name }) => name));
  return security.map((alternative) =>
    alternative.toSorted((a, b) => Number(last.has(a.scheme)) - Number(last.has(b.scheme))),
  );
}
