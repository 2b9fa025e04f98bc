import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authenticate } from "../../templates/runtime/authenticate.js";
import { defineScheme } from "../../templates/runtime/security.js";
import { backend, filesRoute, proxyRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import { startRawUpstream } from "./support/raw-upstream.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

const anybody = defineScheme({ name: "anybody", type: "apiKey" });
let hookReached: () => void = () => {};
let hookDone: () => void = () => {};

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const slowly = async () => {
    hookReached();
    await wait(50);
    setImmediate(hookDone);
    return { principalId: "anybody" };
  };
  gateway = await startGateway({
    routes: [filesRoute(), proxyRoute("POST", "/guarded", { security: [[anybody()]] })],
    stages: { authenticate: authenticate({ anybody: slowly }) },
    upstreams: [[backend, upstream.url]],
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.forget();
  upstream.answer(undefined);
});

test("while the upstream thinks: the call is given up", async () => {
  upstream.answer(() => {});
  const client = await connect(gateway.port);
  client.send(head("GET /files/a"));
  await expect.poll(() => upstream.begun).toBe(1);
  client.destroy();
  await expect.poll(() => upstream.heard.length).toBe(1);
});

test("within the answer: the call is given up", async () => {
  let closed = false;
  upstream.answer((_request, response) => {
    response.on("close", () => (closed = true));
    response.writeHead(200);
    response.write("begun");
  });
  const client = await connect(gateway.port);
  client.send(head("GET /files/a"));
  client.socket.once("data", () => client.destroy());
  await expect.poll(() => closed).toBe(true);
});

test("while a hook decides: the upstream is not called", async () => {
  const reached = new Promise<void>((resolve) => (hookReached = resolve));
  const done = new Promise<void>((resolve) => (hookDone = resolve));
  const client = await connect(gateway.port);
  client.send(head("POST /guarded"));
  await reached;
  client.destroy();
  await done;
  // What the gateway calls now comes after anything it may have called for the client that left.
  expect((await exchange(gateway.port, head("GET /files/after")))?.status).toBe(200);
  expect(upstream.heard.map((request) => request.target)).toEqual(["/base/after"]);
});

test("within many answers: every connection to the upstream is freed", async () => {
  const raw = await startRawUpstream();
  const slow = await startGateway({ routes: [filesRoute()], upstreams: [[backend, raw.url]] });
  raw.answer((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n${"x".repeat(100_000)}`);
  });
  const clients = await Promise.all(Array.from({ length: 20 }, () => connect(slow.port)));
  for (const client of clients) {
    client.socket.once("data", () => client.socket.pause());
    client.send(head("GET /files/a"));
  }
  await expect.poll(() => clients.filter(({ socket }) => socket.bytesRead > 0).length).toBe(20);
  expect(raw.open).toBe(20);
  for (const client of clients) client.destroy();
  await expect.poll(() => raw.open).toBe(0);
  await slow.stop();
  await raw.stop();
});

test("a hundred of them leave nothing behind", async () => {
  upstream.answer(() => {});
  const clients = await Promise.all(Array.from({ length: 100 }, () => connect(gateway.port)));
  for (const client of clients) client.send(head("GET /files/a"));
  await expect.poll(() => upstream.begun).toBe(100);
  for (const client of clients) client.destroy();
  await expect.poll(() => upstream.heard.length).toBe(100);
  upstream.answer(undefined);
  expect((await exchange(gateway.port, head("GET /files/b")))?.status).toBe(200);
});
