import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { Enforcement, Security, SecurityScheme } from "../../model/security.js";
import { identityLast } from "./identity-last.js";
import { readWord } from "./read-word.js";
import type { Reading } from "./reading.js";

const TYPES = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"] as const;
const PLACES = ["header", "query", "cookie"] as const;

/**
 * The security of one operation: its own, or the document's. An operation whose requirement names
 * an undefined scheme is reported; it is never read as open.
 */
export function readSecurity({ root, version, schemes }: Reading, operation: Cursor): Security {
  const declared = operation.get("security") ?? root.get("security");
  const { securitySchemesKey: key } = version;
  const names = schemes.map((scheme) => scheme.name);
  const alternatives = (declared?.items() ?? []).map((requirement) =>
    requirement.entries().map(([scheme, scopes]) => {
      if (!names.includes(scheme)) {
        const nearest = didYouMean(scheme, names);
        root.reporter.report("undefined-security-scheme", scopes.keyAt, { scheme, nearest, key });
      }
      return { scheme, scopes: scopes.items().flatMap((scope) => scope.string() ?? []) };
    }),
  );
  // An empty alternative lets anybody in, but whoever has credentials is to be known by them.
  const ordered = alternatives.toSorted((a, b) => Number(a.length === 0) - Number(b.length === 0));
  return identityLast(ordered, schemes);
}

/** What a document says of a scheme before it is known what decides it. */
export type DeclaredScheme = Omit<SecurityScheme, "enforcement">;

/**
 * All security schemes of the document.
 * @param authorizerOf how the vendor's gateway decides a scheme, in words
 * @param enforcementOf what decides it here
 */
export function readSecuritySchemes(
  entries: readonly (readonly [name: string, scheme: Cursor])[],
  authorizerOf: (scheme: Cursor) => string | undefined,
  enforcementOf: (scheme: Cursor, declared: DeclaredScheme) => Enforcement,
): readonly SecurityScheme[] {
  return entries.flatMap(([name, entry]) => {
    const scheme = entry.follow();
    if (scheme === undefined) return [];
    const type = scheme.member("type");
    const written = type?.word();
    // Swagger 2.0's word for the HTTP authentication scheme, which is also seen in later documents.
    const isBasic = written?.toLowerCase() === "basic";
    const known = isBasic ? "http" : type && readWord(type, TYPES);
    if (known === undefined && scheme.isObject) {
      const at = type?.at ?? scheme.at;
      const nearest = didYouMean(written ?? "", TYPES);
      scheme.reporter.report("unknown-security-scheme-type", at, { type: written ?? "", nearest });
    }
    const place = scheme.get("in");
    const declared = {
      name,
      description: scheme.proseAt("description"),
      // A scheme of unknown type stays known by name, so that its uses are not reported as well.
      type: known ?? "apiKey",
      in: place && readWord(place, PLACES),
      parameter: scheme.stringAt("name"),
      httpScheme: isBasic ? "basic" : scheme.stringAt("scheme")?.toLowerCase(),
      authorizer: authorizerOf(scheme),
      at: entry.keyAt,
    };
    return [{ ...declared, enforcement: enforcementOf(scheme, declared) }];
  });
}
