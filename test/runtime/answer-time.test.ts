import { afterAll, beforeAll, expect, test } from "vitest";
import type { Family } from "../../templates/runtime/family.js";
import { httpApi } from "../../templates/runtime/http-api.js";
import { http } from "../../templates/runtime/http.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

const TIMEOUT_MS = 400;
/** More than the kernel's buffers of both connections hold. */
const LARGE = Buffer.alloc(10_000_000, "x");

let upstream: StubUpstream;
const gateways: TestGateway[] = [];
beforeAll(async () => {
  upstream = await startStubUpstream();
  // Ten pieces, each well within the time, together far beyond it.
  upstream.answer((request, response) => {
    if (request.url === "/large") response.end(LARGE);
    else {
      response.writeHead(200, { "Content-Length": "10" });
      let sent = 0;
      const timer = setInterval(() => {
        response.write("x");
        sent += 1;
        if (sent === 10) clearInterval(timer);
      }, 100);
      response.on("close", () => clearInterval(timer));
    }
  });
});
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await upstream.stop();
});

async function start(family: Family): Promise<TestGateway> {
  const whole = proxyRoute("GET", "/whole");
  const call = { upstream: backend, method: "GET", path: () => "/whole", timeoutMs: TIMEOUT_MS };
  const gateway = await startGateway({
    family,
    routes: [
      proxyRoute("GET", "/slow", { proxy: { timeoutMs: TIMEOUT_MS } }),
      proxyRoute("GET", "/large", { proxy: { timeoutMs: TIMEOUT_MS } }),
      proxyRoute("GET", "/streamed", { proxy: { timeoutMs: TIMEOUT_MS, streams: true } }),
      { ...whole, integration: http({ ...call, responses: [{ status: 200, mapsBody: true }] }) },
    ],
    upstreams: [[backend, upstream.url]],
  });
  gateways.push(gateway);
  return gateway;
}

test.each([
  ["a REST API", restApi, false],
  ["an HTTP API", httpApi, false],
  ["a plain gateway, whose answers may stream", openApi, true],
] as const)("the time of %s is for bodies too, or not", async (_name, family, isComplete) => {
  const { port } = await start(family);
  const response = await exchange(port, head("GET /slow"));
  expect([response?.status, response?.complete]).toEqual([200, isComplete]);
});

test("what streams takes its time", async () => {
  const { port } = await start(restApi);
  const response = await exchange(port, head("GET /streamed"));
  expect([response?.status, response?.complete]).toEqual([200, true]);
});

test("a body that is read whole and comes too slowly is a time-out", async () => {
  const { port } = await start(restApi);
  const response = await exchange(port, head("GET /whole"));
  expect([response?.status, String(response?.body)]).toEqual([
    504,
    '{"message":"Endpoint request timed out"}',
  ]);
});

test("the time that a client takes is its own", async () => {
  const { port } = await start(restApi);
  const client = await connect(port);
  client.socket.pause();
  client.send(head("GET /large"));
  await new Promise((resolve) => setTimeout(resolve, 3 * TIMEOUT_MS));
  client.socket.resume();
  const response = await client.response();
  expect([response?.complete, response?.body.length]).toEqual([true, LARGE.length]);
  client.destroy();
});
