import type { ProtectedHeaderParameters } from "jose";
import { decodeProtectedHeader } from "jose";
import type { Logger } from "pino";
import type { CheckedToken } from "./checked-tokens.js";
import type { Claims, ExpectedClaims } from "./claims.js";
import { checkClaims } from "./claims.js";
import { KeySet } from "./key-set.js";
import { TokenRefused } from "./token-refused.js";
import type { TrustedIssuer } from "./token-settings.js";
import type { Algorithm, VerificationKey } from "./verification-key.js";

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
    const { key, algorithm } = await findKey(token, keys, logger);
    const end = token.lastIndexOf(".");
    const signature = Buffer.from(token.slice(end + 1), "base64url");
    if (!(await key.verify(algorithm, Buffer.from(token.slice(0, end)), signature))) {
      throw new TokenRefused("the signature is invalid");
    }
    const { audience, audienceOf = ({ aud }) => aud, clockSkewSeconds = 0 } = this.#rules;
    const claims = claimsOf(token);
    const expected = { issuers: issuer.names, audience, audienceOf, clockSkewSeconds };
    return { known: claims, until: checkClaims(claims, expected) };
  }

  /** Of several issuers the one that the token names, which its key has yet to prove. */
  #issuerOf(token: string): readonly [TrustedIssuer, KeySet] {
    const [first, ...others] = this.#issuers;
    if (first !== undefined && others.length === 0) return first;
    const { iss } = claimsOf(token);
    const named = this.#issuers.find(([{ names }]) => names.includes(String(iss)));
    if (named === undefined) throw new TokenRefused("the token has another issuer");
    return named;
  }
}

/** The key that a token names, and the algorithm that both agree on. */
async function findKey(
  token: string,
  keys: KeySet,
  logger: Logger,
): Promise<{ readonly key: VerificationKey; readonly algorithm: Algorithm }> {
  const { kid, alg, crit, b64 } = headerOf(token);
  // Extensions that must be understood are not (RFC 7515, 4.1.11).
  if (crit !== undefined || b64 !== undefined) {
    throw new TokenRefused("the token asks for extensions");
  }
  if (kid !== undefined && typeof kid !== "string") throw new TokenRefused("the key is unknown");
  const key = await keys.find(kid, logger);
  if (key === undefined) throw new TokenRefused("the key is unknown");
  const algorithm = key.algorithms.find((each) => each === alg);
  if (algorithm === undefined) throw new TokenRefused("the signing method is invalid");
  return { key, algorithm };
}

function headerOf(token: string): ProtectedHeaderParameters {
  try {
    return decodeProtectedHeader(token);
  } catch (cause) {
    throw new TokenRefused("the token is malformed", { cause });
  }
}

function claimsOf(token: string): Claims {
  const payload = token.slice(token.indexOf(".") + 1, token.lastIndexOf("."));
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
    if (typeof claims === "object" && claims !== null && !Array.isArray(claims)) {
      return claims as Claims;
    }
  } catch {
    // Refused like all that is no object.
  }
  throw new TokenRefused("the token is malformed");
}
