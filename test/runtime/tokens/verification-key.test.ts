import { constants, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { CompactSign } from "jose";
import { describe, expect, test } from "vitest";
import {
  type Algorithm,
  readKeySet,
  type VerificationKey,
} from "../../../templates/runtime/tokens/verification-key.js";

const RSA: readonly Algorithm[] = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
const CURVES = { ES256: "P-256", ES384: "P-384", ES512: "P-521" } as const;
const KEYS: readonly (readonly [string, KeyObject, readonly Algorithm[]])[] = [
  ...[2048, 4160].map((bits) => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
    return [`RSA with ${bits} bits`, privateKey, RSA] as const;
  }),
  ...Object.entries(CURVES).map(([algorithm, namedCurve]) => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve });
    return [namedCurve, privateKey, [algorithm as Algorithm]] as const;
  }),
];

describe.each(KEYS)("%s", (_, key, algorithms) => {
  test.each(algorithms)("takes what jose signed by %s, and nothing else", async (algorithm) => {
    const { signed, signature } = await signByJose(key, algorithm);
    const verifier = verifierFor(key, algorithms);
    await expect(verifier.verify(algorithm, signed, signature)).resolves.toBe(true);
    const refused: readonly (readonly [Algorithm, Buffer, Buffer])[] = [
      ...algorithms
        .filter((other) => other !== algorithm)
        .map((other) => [other, signed, signature] as const),
      [algorithm, Buffer.concat([signed, Buffer.from("A")]), signature],
      [algorithm, signed, Buffer.alloc(0)],
      [algorithm, signed, Buffer.alloc(signature.length)],
      [algorithm, signed, signature.subarray(0, -1)],
      [algorithm, signed, Buffer.concat([signature, Buffer.alloc(1)])],
      [algorithm, signed, Buffer.concat([Buffer.alloc(1), signature])],
      [algorithm, signed, Buffer.from(signature.map((byte, at) => (at === 9 ? byte ^ 1 : byte)))],
    ];
    for (const [by, text, bytes] of refused) {
      await expect(verifier.verify(by, text, bytes)).resolves.toBe(false);
    }
  });
});

test("a signature of ECDSA is the two numbers, not their DER (RFC 7518, 3.4)", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signed = Buffer.from("header.payload");
  const verifier = verifierFor(privateKey, ["ES256"]);
  const der = sign("sha256", signed, privateKey);
  const plain = sign("sha256", signed, { key: privateKey, dsaEncoding: "ieee-p1363" });
  await expect(verifier.verify("ES256", signed, der)).resolves.toBe(false);
  await expect(verifier.verify("ES256", signed, plain)).resolves.toBe(true);
});

test("the salt of PSS is as long as the hash (RFC 7518, 3.5)", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const signed = Buffer.from("header.payload");
  const verifier = verifierFor(privateKey, ["PS256"]);
  const signWith = (saltLength: number) =>
    sign("sha256", signed, {
      key: privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength,
    });
  await expect(verifier.verify("PS256", signed, signWith(0))).resolves.toBe(false);
  await expect(verifier.verify("PS256", signed, signWith(32))).resolves.toBe(true);
});

function verifierFor(key: KeyObject, algorithms: readonly Algorithm[]): VerificationKey {
  const jwk = createPublicKey(key).export({ format: "jwk" });
  const found = readKeySet({ keys: [{ ...jwk, kid: "k" }] }, algorithms).get("k");
  if (found === undefined) throw new Error("the key is not taken");
  return found;
}

async function signByJose(key: KeyObject, algorithm: Algorithm) {
  const token = await new CompactSign(Buffer.from('{"iss":"a"}'))
    .setProtectedHeader({ alg: algorithm })
    .sign(key);
  const end = token.lastIndexOf(".");
  return {
    signed: Buffer.from(token.slice(0, end)),
    signature: Buffer.from(token.slice(end + 1), "base64url"),
  };
}
