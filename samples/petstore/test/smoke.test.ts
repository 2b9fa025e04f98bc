import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createGateway } from "../src/generated/gateway.js";
import { type RunningGateway, serve } from "../src/generated/runtime/serve.js";
import { readSettings } from "../src/generated/settings.js";
import { hooks } from "../src/hooks/index.js";
import { startUpstream, type StubUpstream } from "./stub-upstream.js";

let gateway: RunningGateway;
let upstream: StubUpstream;

before(async () => {
  upstream = await startUpstream();
  const settings = readSettings({
    HOST: "127.0.0.1",
    PORT: "0",
    ADMIN_PORT: "0",
    LOG_LEVEL: "silent",
    DRAIN_DELAY: "0",
    PHOTO_HOST_URL: upstream.url,
    ANIMALS_EXAMPLE_URL: upstream.url,
  });
  gateway = await serve(createGateway(settings, hooks), settings);
});

after(async () => {
  await gateway.stop();
  upstream.close();
});

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: unknown;
}

/** Asks the gateway; the body that it answers is JSON, or absent. */
async function send(method: string, path: string, { headers, body }: Sent = {}) {
  const response = await fetch(gateway.url + path, {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, ...(text !== "" && { body: JSON.parse(text) as unknown }) };
}

async function statusOf(method: string, path: string): Promise<number> {
  const response = await fetch(gateway.url + path, { method });
  await response.body?.cancel();
  return response.status;
}

test("the gateway is ready", async () => {
  const response = await fetch(`${gateway.adminUrl}/readyz`);
  assert.equal(response.status, 200);
});

test("a path that the document does not have", async () => {
  assert.equal(await statusOf("GET", "/there/is/nothing/at/this/path"), 403);
});

test("GET /pets reaches the upstream, and its answer the client", async () => {
  upstream.answers(200);
  const returned = await send("GET", "/pets?type=example");
  assert.deepEqual(returned, { status: 200 });
  assert.deepEqual(upstream.asked, { request: "GET /v1/animals?type=example&limit=20" });
});

test('GET /pets is refused without "type"', async () => {
  upstream.answers(200);
  const { status } = await send("GET", "/pets");
  assert.equal(status, 400);
  assert.equal(upstream.asked, undefined);
});

test("POST /pets is refused without credentials", async () => {
  assert.equal(await statusOf("POST", "/pets"), 401);
});

test("OPTIONS /pets is answered by the gateway itself", async () => {
  assert.equal(await statusOf("OPTIONS", "/pets"), 204);
});

test("GET /stock is refused without credentials", async () => {
  assert.equal(await statusOf("GET", "/stock"), 403);
});

test("GET /health is answered by the gateway itself", async () => {
  assert.equal(await statusOf("GET", "/health"), 200);
});

test("GET /photos/{proxy+} reaches the upstream, and its answer the client", async () => {
  upstream.answers(200);
  const returned = await send("GET", "/photos/example");
  assert.deepEqual(returned, { status: 200 });
  assert.deepEqual(upstream.asked, { request: "GET /example" });
});
