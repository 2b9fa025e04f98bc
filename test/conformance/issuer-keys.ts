import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Issuer } from "./gateway-case.js";
import type { Json } from "./json.js";

const keys = new Map<string, KeyObject>();

/** The private key of a name, made when it is first asked for: `e…` elliptic, all others RSA. */
export function issuerKey(name: string): KeyObject {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const { privateKey } = name.startsWith("e")
    ? generateKeyPairSync("ec", { namedCurve: "P-256" })
    : generateKeyPairSync("rsa", { modulusLength: 2048 });
  keys.set(name, privateKey);
  return privateKey;
}

export function publicPem(name: string): string {
  return createPublicKey(issuerKey(name)).export({ type: "spki", format: "pem" }).toString();
}

/**
 * The address at which an issuer stands for itself. Issuers of Cognito's are called by their pool's
 * name, as at Amazon's own endpoint, which `AWS_ENDPOINT_URL` replaces.
 */
export function issuerPath(issuer: string): string {
  const { host, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, "");
  return host.startsWith("cognito-idp.") ? path : `/${host}${path}`;
}

/** The discovery document or the key set that a path leads to; undefined if it leads to neither. */
export function answerIssuer(
  path: string,
  issuers: readonly Issuer[],
  url: string,
): Json | undefined {
  for (const { issuer, keys: names } of issuers) {
    const base = issuerPath(issuer);
    const jwks = `${base}/.well-known/jwks.json`;
    if (path === jwks) return { keys: names.map(publicJwk) };
    if (path === `${base}/.well-known/openid-configuration`) {
      return { issuer: servedIssuer(issuer, url), jwks_uri: `${url}${jwks}` };
    }
  }
  return undefined;
}

/** The text that stands for an issuer in documents, claims and discovery. */
export function servedIssuer(issuer: string, url: string): string {
  return new URL(issuer).host.startsWith("cognito-idp.") ? issuer : `${url}${issuerPath(issuer)}`;
}

function publicJwk(name: string): Json {
  const jwk = createPublicKey(issuerKey(name)).export({ format: "jwk" }) as { [key: string]: Json };
  return { ...jwk, kid: name, use: "sig", alg: jwk["kty"] === "EC" ? "ES256" : "RS256" };
}
