import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** A provider of identities as it is, on a port of this machine. */
export interface OpenIdProvider {
  readonly issuer: string;
  /** A token for the client `shop`: a JSON web token for `orders`, or an opaque one. */
  token(kind: "jwt" | "opaque", scope: string): Promise<string>;
  /** Ends what a token is good for. */
  revoke(token: string): Promise<void>;
  /** From now on it signs with another key, and has no other. */
  rotate(): void;
  stop(): Promise<void>;
}

/** As whom the gateway asks about tokens. */
export const GATEWAY_CLIENT = { id: "gateway", secret: "secret-of-the-gateway" };

const SHOP = { id: "shop", secret: "secret-of-the-shop" };
const ORDERS = "https://orders.example.com";

export async function startOpenIdProvider(): Promise<OpenIdProvider> {
  let answer: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => answer(request, response));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let made = 0;
  const rotate = () => {
    made += 1;
    answer = new Provider(issuer, configurationWith(`key-${made}`)).callback();
  };
  const post = async (path: string, form: Readonly<Record<string, string>>) => {
    const response = await fetch(issuer + path, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${SHOP.id}:${SHOP.secret}`)}` },
      body: new URLSearchParams(form),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return await response.text();
  };
  rotate();
  return {
    issuer,
    rotate,
    async token(kind, scope) {
      const resource = kind === "jwt" ? { resource: ORDERS } : {};
      const form = { grant_type: "client_credentials", scope, ...resource };
      return (JSON.parse(await post("/token", form)) as { access_token: string }).access_token;
    },
    async revoke(token) {
      await post("/token/revocation", { token });
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function configurationWith(kid: string): object {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const client = { redirect_uris: [], response_types: [] };
  return {
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] },
    cookies: { keys: ["only in tests"] },
    scopes: ["read", "write", "orders:read", "orders:write"],
    clients: [
      {
        ...client,
        client_id: SHOP.id,
        client_secret: SHOP.secret,
        grant_types: ["client_credentials"],
      },
      {
        ...client,
        client_id: GATEWAY_CLIENT.id,
        client_secret: GATEWAY_CLIENT.secret,
        grant_types: [],
      },
    ],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        getResourceServerInfo: () => ({
          scope: "read write orders:read orders:write",
          audience: "orders",
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  };
}
