import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { TrustedIssuer } from "../../../templates/runtime/tokens/token-settings.js";
import { portOf } from "./start-gateway.js";

export type IssuerKey = "k1" | "k2" | "e1" | "wrong";

/** Made once: it takes as long as many tests. */
const KEYS: Readonly<Record<IssuerKey, KeyObject>> = {
  k1: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
  k2: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
  wrong: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
  e1: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
};

/** A server that gives out keys, and writes down what it was asked. */
export interface StubIssuer {
  readonly url: string;
  /** What the gateway is told of it. */
  readonly trusted: TrustedIssuer;
  readonly asked: readonly string[];
  /** The keys from now on, by their names. */
  has(...names: readonly IssuerKey[]): void;
  /** Answers a path by this from now on. */
  answers(path: string, by: (request: IncomingMessage, response: ServerResponse) => void): void;
  forget(): void;
  stop(): Promise<void>;
}

export const DISCOVERY = "/.well-known/openid-configuration";
export const JWKS = "/jwks";

export async function startStubIssuer(): Promise<StubIssuer> {
  let asked: string[] = [];
  let names: readonly IssuerKey[] = ["k1"];
  let others = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const other = others.get(path);
    if (other !== undefined) other(request, response);
    else if (path === DISCOVERY) sendJson(response, { issuer: url, jwks_uri: url + JWKS });
    else if (path === JWKS) sendJson(response, { keys: names.map((name) => publicJwk(name)) });
    else response.writeHead(404).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${portOf(server)}`;
  return {
    url,
    trusted: { names: [url], keys: new URL(url + DISCOVERY), discovered: true, insecure: true },
    get asked() {
      return asked;
    },
    has(...keys) {
      names = keys;
    },
    answers: (path, by) => others.set(path, by),
    forget() {
      asked = [];
      names = ["k1"];
      others = new Map();
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(value));
}

export function publicJwk(name: IssuerKey, kid: string = name): Record<string, unknown> {
  return { ...createPublicKey(KEYS[name]).export({ format: "jwk" }), kid, use: "sig" };
}

/** How a token is made. */
export interface TokenPlan {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: IssuerKey;
  /** An algorithm that the header need not say. */
  readonly signature?: "RS256" | "RS512" | "PS256" | "ES256" | "none" | "HS256";
}

/** A token with these claims, signed with k1 unless said. */
export function makeToken(claims: unknown, plan: TokenPlan = {}): string {
  const { key = "k1", signature = "RS256", header } = plan;
  const parts = [{ alg: signature, typ: "JWT", kid: key, ...header }, claims];
  const signed = parts.map((part) => encode(JSON.stringify(part))).join(".");
  return `${signed}.${signatureOf(Buffer.from(signed), KEYS[key], signature).toString("base64url")}`;
}

export function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function signatureOf(data: Buffer, key: KeyObject, by: NonNullable<TokenPlan["signature"]>) {
  switch (by) {
    case "none":
      return Buffer.alloc(0);
    case "HS256": {
      const pem = createPublicKey(key).export({ type: "spki", format: "pem" });
      return createHmac("sha256", pem).update(data).digest();
    }
    case "PS256":
      return sign("sha256", data, { key, padding: 6, saltLength: 32 });
    case "ES256":
      return sign("sha256", data, { key, dsaEncoding: "ieee-p1363" });
    default:
      return sign(by === "RS512" ? "sha512" : "sha256", data, key);
  }
}
