import type { CompactJWSHeaderParameters, CryptoKey } from "jose";
import { compactVerify, errors } from "jose";
import type { Logger } from "pino";
import type { CheckedToken } from "./checked-tokens.js";
import type { Claims, ExpectedClaims } from "./claims.js";
import { checkClaims } from "./claims.js";
import { KeySet } from "./key-set.js";
import { TokenRefused } from "./token-refused.js";
import type { TrustedIssuer } from "./token-settings.js";
import type { Algorithm } from "./verification-key.js";

/** Which JSON web tokens hold. */
export interface JwtRules {
  readonly issuers: readonly TrustedIssuer[];
  readonly algorithms: readonly Algorithm[];
  readonly audience?: readonly string[];
  readonly audienceOf?: ExpectedClaims["audienceOf"];
  readonly clockSkewSeconds?: number;
}

/** Three parts of base64url without padding (RFC 7515). */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Checks JSON web tokens. A token chooses its key, by id, and nothing else: the key decides on the
 * algorithm, and keys or addresses in a token's header are never read.
 */
export class JwtVerifier {
  readonly #rules: JwtRules;
  readonly #issuers: readonly (readonly [TrustedIssuer, KeySet])[];

  constructor(rules: JwtRules) {
    this.#rules = rules;
    this.#issuers = rules.issuers.map((each) => [each, new KeySet(each, rules.algorithms)]);
  }

  /** What a token says; throws `TokenRefused` if it does not hold. */
  async check(token: string, logger: Logger): Promise<CheckedToken<Claims>> {
    if (!COMPACT.test(token)) throw new TokenRefused("the token is malformed");
    const [issuer, keys] = this.#issuerOf(token);
    const { audience, audienceOf = ({ aud }) => aud, clockSkewSeconds = 0 } = this.#rules;
    const keyOf = (header: CompactJWSHeaderParameters) => findKey(header, keys, logger);
    let payload: Uint8Array;
    try {
      // A key of its own for each algorithm, so that none can be taken for another.
      ({ payload } = await compactVerify(token, keyOf));
    } catch (cause) {
      if (!(cause instanceof errors.JOSEError)) throw cause;
      throw new TokenRefused("the signature is invalid", { cause });
    }
    const claims = parseClaims(Buffer.from(payload).toString());
    const expected = { issuers: issuer.names, audience, audienceOf, clockSkewSeconds };
    return { known: claims, until: checkClaims(claims, expected) };
  }

  /** Of several issuers the one that the token names, which its key has yet to prove. */
  #issuerOf(token: string): readonly [TrustedIssuer, KeySet] {
    const [first, ...others] = this.#issuers;
    if (first !== undefined && others.length === 0) return first;
    const [, payload = ""] = token.split(".");
    const { iss } = parseClaims(Buffer.from(payload, "base64url").toString());
    const named = this.#issuers.find(([{ names }]) => names.includes(String(iss)));
    if (named === undefined) throw new TokenRefused("the token has another issuer");
    return named;
  }
}

async function findKey(
  header: CompactJWSHeaderParameters,
  keys: KeySet,
  logger: Logger,
): Promise<CryptoKey> {
  const { kid, alg, crit } = header;
  // Extensions that must be understood are not (RFC 7515, 4.1.11).
  if (crit !== undefined || header.b64 !== undefined) {
    throw new TokenRefused("the token asks for extensions");
  }
  if (kid !== undefined && typeof kid !== "string") throw new TokenRefused("the key is unknown");
  const key = await keys.find(kid, logger);
  if (key === undefined) throw new TokenRefused("the key is unknown");
  const algorithm = key.algorithms.find((each) => each === alg);
  if (algorithm === undefined) throw new TokenRefused("the signing method is invalid");
  return key.for(algorithm);
}

function parseClaims(text: string): Claims {
  try {
    const claims: unknown = JSON.parse(text);
    if (typeof claims === "object" && claims !== null && !Array.isArray(claims)) {
      return claims as Claims;
    }
  } catch {
    // Refused like all that is no object.
  }
  throw new TokenRefused("the token is malformed");
}
