import { createHmac, sign } from "node:crypto";
import type { CaseToken } from "./gateway-case.js";
import { issuerKey, publicPem } from "./issuer-keys.js";
import type { Json, JsonObject } from "./json.js";

/** Builds the token that a case describes, at a moment in milliseconds. */
export function caseToken(token: CaseToken, now: number): string {
  const seconds = Math.floor(now / 1000);
  const claims = Object.fromEntries(
    Object.entries(token.claims).map(([name, value]) => [name, claim(value, seconds)]),
  );
  const header = encode({ alg: token.alg, ...token.header });
  const payload = encode(claims);
  const signature = signatureOf(token, `${header}.${payload}`);
  switch (token.tamper) {
    case "payload":
      return `${header}.${encode({ ...claims, sub: "somebody-else" })}.${signature}`;
    case "strip-signature":
      return `${header}.${payload}.`;
    default:
      return `${header}.${payload}.${signature}`;
  }
}

/** `+300` and `-60` are seconds from now. */
function claim(value: Json, seconds: number): Json {
  return typeof value === "string" && /^[+-]\d+$/.test(value) ? seconds + Number(value) : value;
}

function signatureOf({ sign: by, alg }: CaseToken, input: string): string {
  if (by === "none") return "";
  if (by === "k1-public-pem-as-secret") {
    return createHmac("sha256", publicPem("k1")).update(input).digest("base64url");
  }
  const bits = /^(?:RS|ES)(\d{3})$/.exec(alg)?.[1];
  if (bits === undefined) throw new Error(`cases have no algorithm ${alg}`);
  return sign(`sha${bits}`, Buffer.from(input), {
    key: issuerKey(by),
    dsaEncoding: "ieee-p1363",
  }).toString("base64url");
}

function encode(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
