import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createGateway } from "../src/generated/gateway.js";
import { type RunningGateway, serve } from "../src/generated/runtime/serve.js";
import { readSettings } from "../src/generated/settings.js";
import { hooks } from "../src/hooks/index.js";

let gateway: RunningGateway;

before(async () => {
  const settings = readSettings({
    HOST: "127.0.0.1",
    PORT: "0",
    ADMIN_PORT: "0",
    LOG_LEVEL: "silent",
    DRAIN_DELAY: "0",
    WAITING_LIST_QUEUE_URL: "test",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  gateway = await serve(createGateway(settings, hooks), settings);
});

after(() => gateway.stop());

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
  assert.equal(await statusOf("GET", "/there/is/nothing/at/this/path"), 404);
});

test("GET /sales is refused without credentials", async () => {
  assert.equal(await statusOf("GET", "/sales"), 401);
});
