import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { http } from "../../templates/runtime/http.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { backend, filesRoute } from "./support/proxy-routes.js";
import type { RawClient } from "./support/raw-client.js";
import { connect, exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

/** More than the kernel's buffers of both connections hold. */
const LARGE = Buffer.alloc(10_000_000, "x");
/** As many as an upstream's connections. */
const CLIENTS = 128;

let upstream: StubUpstream;
let gateway: TestGateway;
let clients: RawClient[] = [];
beforeAll(async () => {
  upstream = await startStubUpstream();
  gateway = await startGateway({
    routes: [
      filesRoute(),
      defineRoute({
        operationId: "whole",
        method: "GET",
        path: "/whole",
        security: [],
        integration: http({
          upstream: backend,
          method: "GET",
          path: () => "/whole",
          timeoutMs: 5000,
          responses: [{ status: 200, mapsBody: true }],
        }),
      }),
    ],
    upstreams: [[backend, upstream.url]],
    environment: { WRITE_TIMEOUT: "2" },
  });
  upstream.answer((request, response) => {
    response.end(request.url?.endsWith("small") ? "small" : LARGE);
  });
});
afterEach(() => {
  for (const client of clients) client.destroy();
  clients = [];
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

async function connectUnreading(): Promise<RawClient> {
  const client = await connect(gateway.port);
  client.socket.pause();
  clients.push(client);
  return client;
}

test("clients that do not read let go of the upstream", async () => {
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = await connectUnreading();
      client.send(head("GET /files/large"));
    }),
  );
  await expect.poll(() => upstream.begun, { timeout: 10_000 }).toBe(CLIENTS);
  const response = await exchange(gateway.port, head("GET /files/small"));
  expect(response?.body.toString()).toBe("small");
});

test.each(["/files/large", "/whole"])("a client that does not read %s is cut off", async (path) => {
  const client = await connectUnreading();
  client.send(head(`GET ${path}`));
  await expect.poll(() => client.socket.bytesRead).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  client.socket.resume();
  expect((await client.response())?.complete).toBe(false);
});

test.each(["/files/large", "/whole"])("a slow client gets all of %s", async (path) => {
  const client = await connectUnreading();
  client.send(head(`GET ${path}`));
  let received = 0;
  const reading = setInterval(() => client.socket.resume(), 25);
  client.socket.removeAllListeners("data").on("data", (chunk) => {
    received += chunk.length;
    client.socket.pause();
  });
  await expect.poll(() => received, { timeout: 25_000 }).toBeGreaterThan(LARGE.length);
  clearInterval(reading);
});

test("requests that wait behind one that is not read go with their client", async () => {
  upstream.forget();
  const client = await connectUnreading();
  client.send(head("GET /files/large") + head("GET /files/large"));
  await expect.poll(() => upstream.begun).toBe(2);
  client.destroy();
  await expect.poll(() => upstream.open).toBe(0);
});
