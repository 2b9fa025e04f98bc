import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import type { OpenIdProvider } from "./openid-provider.js";
import { GATEWAY_CLIENT, startOpenIdProvider } from "./openid-provider.js";

/*
 * A generated gateway, built and started, and a real provider of identities: what one gives out the
 * other takes.
 */
let provider: OpenIdProvider;
let workshop: Workshop;
let gateway: GatewayProcess;
let upstream: Server;

const documentFor = (issuer: string) => ({
  openapi: "3.1.0",
  info: { title: "Orders", version: "1" },
  servers: [{ url: "https://orders.example.com" }],
  paths: {
    "/orders": { get: operation([{ orders: ["read"] }]), post: operation([{ orders: ["write"] }]) },
    "/opaque": { get: operation([{ opaque: ["read"] }]) },
    "/either": { get: operation([{ orders: [] }, { opaque: [] }]) },
  },
  components: {
    securitySchemes: {
      orders: {
        type: "openIdConnect",
        openIdConnectUrl: `${issuer}/.well-known/openid-configuration`,
        "x-gateway": { jwt: { audience: ["orders"] } },
      },
      opaque: {
        type: "http",
        scheme: "bearer",
        "x-gateway": {
          introspection: { url: `${issuer}/token/introspection`, cacheTtl: "200ms" },
        },
      },
    },
  },
});

function operation(security: readonly object[]) {
  return { security, responses: { "200": { description: "OK" } } };
}

beforeAll(async () => {
  provider = await startOpenIdProvider();
  upstream = createServer((_request, response) => response.end("ok")).listen(0, "127.0.0.1");
  workshop = await Workshop.open();
  const document = JSON.stringify(documentFor(provider.issuer));
  const built = await buildGateway(await workshop.project(), { "openapi.json": document }, {});
  if (built.kind === "refused") throw new Error(built.errors.map((each) => each.message).join());
  gateway = await GatewayProcess.start(built.main, {
    UPSTREAM_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    OPAQUE_CLIENT_ID: GATEWAY_CLIENT.id,
    OPAQUE_CLIENT_SECRET: GATEWAY_CLIENT.secret,
  });
});

afterAll(async () => {
  await gateway?.kill();
  await workshop?.close();
  upstream?.close();
  await provider?.stop();
});

async function statusOf(path: string, token: string, method = "GET"): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  await response.body?.cancel();
  return response.status;
}

test("takes the provider's JSON web tokens for what they are good for", async () => {
  const token = await provider.token("jwt", "read");
  expect(await statusOf("/orders", token)).toBe(200);
  expect(await statusOf("/orders", token)).toBe(200);
  expect(await statusOf("/orders", token, "POST")).toBe(403);
  expect(await statusOf("/orders", await provider.token("jwt", "write"), "POST")).toBe(200);
  expect(await statusOf("/orders", await provider.token("opaque", "read"))).toBe(401);
  expect(await statusOf("/orders", `${token}x`)).toBe(401);
});

test("asks the provider about opaque tokens, and forgets what it said", async () => {
  const token = await provider.token("opaque", "read");
  expect(await statusOf("/opaque", token)).toBe(200);
  expect(await statusOf("/opaque", await provider.token("opaque", "write"))).toBe(403);
  expect(await statusOf("/opaque", "made-up")).toBe(401);
  await provider.revoke(token);
  await wait(300);
  expect(await statusOf("/opaque", token)).toBe(401);
});

test("takes either where the document does", async () => {
  expect(await statusOf("/either", await provider.token("jwt", "read"))).toBe(200);
  expect(await statusOf("/either", await provider.token("opaque", "read"))).toBe(200);
  expect(await statusOf("/either", "made-up")).toBe(401);
});

test("takes a new key when the provider has one, and the old one no longer", async () => {
  const old = await provider.token("jwt", "read");
  provider.rotate();
  const token = await provider.token("jwt", "read");
  // As long as it does not ask for keys again.
  await wait(10_500);
  expect(await statusOf("/orders", token)).toBe(200);
  expect(await statusOf("/orders", old)).toBe(401);
});

test("has neither tokens nor secrets in its log", async () => {
  const token = await provider.token("jwt", "read");
  await statusOf("/orders", token);
  await statusOf("/orders", `${token}x`);
  const log = gateway.lines.join("\n");
  expect(log).toContain('"status":401');
  expect(log).not.toContain(token.slice(0, 40));
  expect(log).not.toContain(GATEWAY_CLIENT.secret);
});
