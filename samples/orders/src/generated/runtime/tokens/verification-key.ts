import type { SignKeyObjectInput } from "node:crypto";
import { constants, KeyObject, verify } from "node:crypto";
import { promisify } from "node:util";
import type { CryptoKey } from "jose";
import { importJWK } from "jose";

/** The signatures that a gateway can check: with public keys only. */
export type Algorithm =
  "ES256" | "ES384" | "ES512" | "PS256" | "PS384" | "PS512" | "RS256" | "RS384" | "RS512";

/** A public key of an issuer's, and what it may be used for. */
export class VerificationKey {
  readonly algorithms: readonly Algorithm[];
  readonly #jwk: PublicJwk;
  #imported: Promise<KeyObject> | undefined;

  constructor(jwk: PublicJwk, algorithms: readonly Algorithm[]) {
    this.#jwk = jwk;
    this.algorithms = algorithms;
  }

  /** Whether a signature is one of this key's, by an algorithm of its own. */
  async verify(algorithm: Algorithm, signed: Buffer, signature: Buffer): Promise<boolean> {
    this.#imported ??= importKey(this.#jwk, algorithm);
    const key = { key: await this.#imported, ...parametersOf(algorithm) };
    const hash = `sha${algorithm.slice(2)}`;
    // To hand over to another thread costs more than the checks that take less than 0.1 ms.
    return isQuick(this.#jwk)
      ? verify(hash, signed, key, signature)
      : verifyElsewhere(hash, signed, key, signature);
  }
}

const verifyElsewhere = promisify(verify);

async function importKey(jwk: PublicJwk, algorithm: Algorithm): Promise<KeyObject> {
  return KeyObject.from((await importJWK(jwk, algorithm)) as CryptoKey);
}

/** What the checks of an algorithm need besides the hash (RFC 7518, 3.3 to 3.5). */
function parametersOf(algorithm: Algorithm): Omit<SignKeyObjectInput, "key"> {
  if (algorithm.startsWith("ES")) return { dsaEncoding: "ieee-p1363" };
  if (algorithm.startsWith("RS")) return { padding: constants.RSA_PKCS1_PADDING };
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
  return { padding, saltLength };
}

/** In base64url. */
const LENGTH_OF_4096_BITS = 683;

function isQuick(jwk: PublicJwk): boolean {
  return jwk.kty === "RSA" ? jwk.n.length <= LENGTH_OF_4096_BITS : jwk.crv === "P-256";
}

type PublicJwk =
  | { readonly kty: "RSA"; readonly n: string; readonly e: string }
  | { readonly kty: "EC"; readonly crv: string; readonly x: string; readonly y: string };

/** As many as real issuers have, many times over. */
const MOST_KEYS = 100;

/** The id of keys that have none. */
export const NO_ID = "";

/**
 * The keys of a key set by their ids (RFC 7517). What is no public key for one of the algorithms is
 * left out; a set that is none is an error.
 */
export function readKeySet(
  { keys }: Readonly<Record<string, unknown>>,
  allowed: readonly Algorithm[],
): ReadonlyMap<string, VerificationKey> {
  if (!Array.isArray(keys)) throw new Error("the answer is no key set");
  if (keys.length > MOST_KEYS) throw new Error(`there are more than ${MOST_KEYS} keys`);
  const found = new Map<string, VerificationKey>();
  for (const jwk of keys as readonly unknown[]) {
    if (typeof jwk !== "object" || jwk === null) continue;
    const { kid = NO_ID, use = "sig", key_ops: uses = ["verify"], ...given } = jwk as AnyJwk;
    const isForSignatures = use === "sig" && Array.isArray(uses) && uses.includes("verify");
    const key = isForSignatures ? readKey(given, allowed) : undefined;
    if (key !== undefined && typeof kid === "string" && !found.has(kid)) found.set(kid, key);
  }
  return found;
}

type AnyJwk = Readonly<Record<string, unknown>>;

/** By its members that are public: an issuer's mistakes make no secrets of them. */
function readKey(jwk: AnyJwk, allowed: readonly Algorithm[]): VerificationKey | undefined {
  const { kty, alg, n, e, crv, x, y } = jwk;
  const isMeant = (algorithm: Algorithm) =>
    allowed.includes(algorithm) && (alg === undefined || alg === algorithm);
  if (kty === "RSA" && isText(n) && isText(e) && isSafe(n, e)) {
    const algorithms = OF_RSA.filter(isMeant);
    return algorithms.length > 0 ? new VerificationKey({ kty, n, e }, algorithms) : undefined;
  }
  if (kty === "EC" && isText(crv) && isText(x) && isText(y)) {
    const algorithm = OF_CURVE.get(crv);
    if (algorithm === undefined || !isMeant(algorithm)) return undefined;
    return new VerificationKey({ kty, crv, x, y }, [algorithm]);
  }
  return undefined;
}

const OF_RSA: readonly Algorithm[] = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
const OF_CURVE: ReadonlyMap<string, Algorithm> = new Map([
  ["P-256", "ES256"],
  ["P-384", "ES384"],
  ["P-521", "ES512"],
]);

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length < 2048;
}

/** From 2,048 bits to 8,192, beyond which a check takes long; in base64url. */
function isSafe(n: string, e: string): boolean {
  return n.length >= 342 && n.length <= 1366 && e.length <= 8;
}
