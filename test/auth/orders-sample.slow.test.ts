import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import { ROOT } from "../harness/root.js";
import type { OpenIdProvider } from "./openid-provider.js";
import { startOpenIdProvider } from "./openid-provider.js";

/* The gateway of samples/orders, told by its settings to take the tokens of a real provider. */
let provider: OpenIdProvider;
let workshop: Workshop;
let gateway: GatewayProcess;
let upstream: Server;
let reached = 0;

beforeAll(async () => {
  provider = await startOpenIdProvider();
  upstream = createServer((_request, response) => {
    reached += 1;
    response.setHeader("Content-Type", "application/json").end("[]");
  }).listen(0, "127.0.0.1");
  workshop = await Workshop.open();
  const document = await readFile(join(ROOT, "samples/orders/openapi.yaml"), "utf8");
  const built = await buildGateway(await workshop.project(), { "openapi.yaml": document }, {});
  if (built.kind === "refused") throw new Error(built.errors.map((each) => each.message).join());
  gateway = await GatewayProcess.start(built.main, {
    UPSTREAM_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    TOKEN_ISSUER: provider.issuer,
  });
});

afterAll(async () => {
  await gateway?.kill();
  await workshop?.close();
  upstream?.close();
  await provider?.stop();
});

async function statusOf(method: string, authorization: string | undefined): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${gateway.port}/orders`, {
    method,
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(method === "POST" && { "content-type": "application/json" }),
    },
    ...(method === "POST" && { body: "{}" }),
  });
  await response.body?.cancel();
  return response.status;
}

test("lets in whoever has a token of the provider, and nobody else", async () => {
  const token = await provider.token("jwt", "orders:read");
  reached = 0;
  expect(await statusOf("GET", undefined)).toBe(401);
  expect(await statusOf("GET", `Bearer ${token.slice(0, -8)}AAAAAAAA`)).toBe(401);
  expect(reached).toBe(0);
  expect(await statusOf("GET", `Bearer ${token}`)).toBe(200);
  expect(reached).toBe(1);
});

test("asks for the scope of the operation", async () => {
  const reading = await provider.token("jwt", "orders:read");
  const writing = await provider.token("jwt", "orders:read orders:write");
  expect(await statusOf("POST", `Bearer ${reading}`)).toBe(403);
  // Let in, and refused for its body.
  expect(await statusOf("POST", `Bearer ${writing}`)).toBe(400);
});
