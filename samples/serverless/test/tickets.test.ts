import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { createGateway } from "../src/generated/gateway.js";
import { type RunningGateway, serve } from "../src/generated/runtime/serve.js";
import { readSettings } from "../src/generated/settings.js";
import { hooks } from "../src/hooks/index.js";

const QUEUE = "https://sqs.eu-west-1.amazonaws.com/111122223333/waiting-list";

/** What was sent to the service that stands in for SQS. */
const sent: { headers: IncomingHttpHeaders; message: unknown }[] = [];
const sqs = createServer((request, response) => {
  void text(request).then((body) => {
    sent.push({ headers: request.headers, message: JSON.parse(body) });
    response.setHeader("Content-Type", "application/x-amz-json-1.0");
    response.end('{"MessageId": "1"}');
  });
});
let gateway: RunningGateway;

before(async () => {
  sqs.listen(0, "127.0.0.1");
  await once(sqs, "listening");
  const settings = readSettings({
    HOST: "127.0.0.1",
    PORT: "0",
    ADMIN_PORT: "0",
    LOG_LEVEL: "silent",
    DRAIN_DELAY: "0",
    WAITING_LIST_QUEUE_URL: QUEUE,
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${(sqs.address() as AddressInfo).port}`,
  });
  gateway = await serve(createGateway(settings, hooks), settings);
});

after(async () => {
  await gateway.stop();
  sqs.close();
});

async function send(method: string, path: string, body?: object) {
  const init = body && {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  };
  const response = await fetch(gateway.url + path, { method, ...init });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test("one function answers two routes", async () => {
  const { body } = await send("GET", "/shows");
  assert.deepEqual(
    (body as { shows: { id: string }[] }).shows.map(({ id }) => id),
    ["hamlet", "tempest"],
  );
  const { status, headers, body: show } = await send("GET", "/shows/hamlet");
  assert.equal(status, 200);
  assert.equal(headers.get("cache-control"), "max-age=60");
  assert.deepEqual(show, { id: "hamlet", title: "Hamlet", cents: 2400 });
  assert.equal((await send("GET", "/shows/macbeth")).status, 404);
});

test("a function that answers by its callback", async () => {
  const { status, headers, body } = await send("POST", "/shows/hamlet/tickets", { seats: 2 });
  assert.equal(status, 201);
  const { id, ...sale } = body as { id: string };
  assert.deepEqual(sale, { show: "hamlet", seats: 2 });
  assert.deepEqual(headers.getSetCookie(), [`last-sale=${id}; HttpOnly; Secure`]);
  assert.equal((await send("POST", "/shows/hamlet/tickets", { seats: 11 })).status, 400);
});

test("a message for the queue, signed", async () => {
  const { status } = await send("POST", "/shows/hamlet/waiting-list", { email: "ada@example.com" });
  assert.equal(status, 202);
  const [{ headers, message } = assert.fail("nothing was sent")] = sent;
  assert.equal(headers["x-amz-target"], "AmazonSQS.SendMessage");
  assert.match(String(headers.authorization), /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\//);
  assert.deepEqual(message, {
    QueueUrl: QUEUE,
    MessageBody: '{"email":"ada@example.com"}',
    MessageAttributes: { show: { DataType: "String", StringValue: "hamlet" } },
  });
});

test("nobody sees the sales without a token", async () => {
  assert.equal((await send("GET", "/sales")).status, 401);
});
