import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildGateway, settingNames, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import type { Answer } from "./call-service.js";
import { callAction, callService, KEYS, REGION } from "./call-service.js";
import { MotoServer } from "./moto-server.js";

// Generated gateways in front of services that somebody else wrote: what came of a call is looked up
// in the service, past the gateway.

const moto = await MotoServer.start();
if (typeof moto === "string") console.warn(`The services are not tested: ${moto}`);
const url = typeof moto === "string" ? "" : moto.url;

const ACCOUNT = "123456789012";
const queueUrl = (name: string) => `${url}/${ACCOUNT}/${name}`;

let workshop: Workshop;
let machine: string;

beforeAll(async () => {
  if (url === "") return;
  workshop = await Workshop.open();
  for (const QueueName of ["orders", "published", "placed"]) {
    await callAction(url, "sqs", "CreateQueue", { QueueName });
  }
  await callAction(url, "sqs", "CreateQueue", { QueueName: "orders" }, "eu-west-1");
  const arn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
  await askSns("Action=CreateTopic&Name=orders");
  const topic = `arn:aws:sns:${REGION}:${ACCOUNT}:orders`;
  await askSns(
    `Action=Subscribe&TopicArn=${topic}&Protocol=sqs&Endpoint=${arn("published")}` +
      "&Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=true",
  );
  await callAction(url, "dynamodb", "CreateTable", {
    TableName: "orders",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  await callAction(url, "kinesis", "CreateStream", { StreamName: "orders", ShardCount: 1 });
  await callAction(url, "events", "PutRule", {
    Name: "placed",
    EventPattern: '{"source": ["orders"]}',
  });
  await callAction(url, "events", "PutTargets", {
    Rule: "placed",
    Targets: [{ Id: "queue", Arn: arn("placed") }],
  });
  const states = await callAction(url, "states", "CreateStateMachine", {
    name: "orders",
    definition: '{"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/states`,
  });
  machine = String(states["stateMachineArn"]);
  await callService(url, "s3", "PUT", "/files", DIGEST);
  await callAction(url, "ssm", "PutParameter", {
    Name: "greeting",
    Value: "hello",
    Type: "String",
  });
});

afterAll(async () => {
  await workshop?.close();
  if (typeof moto !== "string") await moto.stop();
});

/** S3 is told that a body is empty. */
const DIGEST = {
  headers: {
    "X-Amz-Content-Sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  },
};

async function askSns(form: string): Promise<void> {
  const response = await callService(url, "sns", "POST", "/", {
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: Buffer.from(form),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** The only message that waits in a queue. */
async function received(queue: string, region = REGION): Promise<Answer> {
  const parameters = { QueueUrl: queueUrl(queue), MessageAttributeNames: ["All"] };
  const { Messages = [] } = await callAction(url, "sqs", "ReceiveMessage", parameters, region);
  expect(Messages).toHaveLength(1);
  const { ReceiptHandle } = Messages[0];
  const handle = { QueueUrl: queueUrl(queue), ReceiptHandle };
  await callAction(url, "sqs", "DeleteMessage", handle, region);
  return Messages[0];
}

/** What was put into the stream, all of it. */
async function recorded(): Promise<readonly string[]> {
  const { ShardIterator } = await callAction(url, "kinesis", "GetShardIterator", {
    StreamName: "orders",
    ShardId: "shardId-000000000000",
    ShardIteratorType: "TRIM_HORIZON",
  });
  const { Records } = await callAction(url, "kinesis", "GetRecords", { ShardIterator });
  return Records.map(({ Data }: { Data: string }) => Buffer.from(Data, "base64").toString());
}

async function executions(): Promise<readonly Answer[]> {
  const found = await callAction(url, "states", "ListExecutions", { stateMachineArn: machine });
  return found["executions"];
}

/** Starts the gateway of a document of this folder. */
async function startGateway(
  document: string,
  stageVariables: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string>> = {},
) {
  const folder = await workshop.project();
  const text = readFileSync(join(import.meta.dirname, document), "utf8");
  const built = await buildGateway(folder, { "openapi.yaml": text }, {});
  if (built.kind === "refused") throw new Error(JSON.stringify(built.errors));
  const listed = [...(await settingNames(folder))];
  const variables = Object.entries(stageVariables).map(([name, value]) => {
    const letters = `STAGEVARIABLE${name.toUpperCase()}`;
    return [listed.find((each) => each.replaceAll("_", "") === letters) ?? name, value] as const;
  });
  return GatewayProcess.start(built.main, {
    AWS_ACCESS_KEY_ID: KEYS.accessKey,
    AWS_SECRET_ACCESS_KEY: KEYS.secretKey,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL: url,
    ...Object.fromEntries(variables),
    ...settings,
  });
}

describe.skipIf(url === "")("a REST API", () => {
  let gateway: GatewayProcess;
  beforeAll(async () => {
    gateway = await startGateway("rest-api.yaml", { queue: "orders", machine });
  });
  afterAll(() => gateway.kill());

  const send = async (method: string, path: string, body?: string | Uint8Array, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      ...(body !== undefined && { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const post = (path: string, body: string) => send("POST", path, body);

  test("sends messages by a form", async () => {
    expect((await post("/queue", '{"a": "1&2"}')).status).toBe(200);
    expect((await received("orders"))["Body"]).toBe('{"a": "1&2"}');
  });

  test("sends messages by an action with parameters", async () => {
    const headers = { Queue: queueUrl("orders") };
    const { status, text } = await send("POST", "/queue-by-action?message=a%20%2B", "", headers);
    expect(status).toBe(200);
    expect(text).toContain("SendMessage");
    expect((await received("orders"))["Body"]).toBe("a +");
  });

  test("publishes", async () => {
    expect((await post("/topic", "news")).status).toBe(200);
    expect((await received("published"))["Body"]).toBe("news");
  });

  test("stores items", async () => {
    expect(await send("PUT", "/items/a%22b", '{"total": 5}')).toMatchObject({
      status: 200,
      text: "{}",
    });
    const key = { TableName: "orders", Key: { id: { S: 'a"b' } } };
    const { Item } = await callAction(url, "dynamodb", "GetItem", key);
    expect(Item).toEqual({ id: { S: 'a"b' }, total: { N: "5" } });
  });

  test("puts records", async () => {
    expect((await post("/stream", '{"record": 1}')).status).toBe(200);
    expect(await recorded()).toContain('{"record": 1}');
  });

  test("puts events, which are routed", async () => {
    const { status, text } = await post("/events", '{"id": 7}');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ FailedEntryCount: 0 });
    const event = JSON.parse(String((await received("placed"))["Body"]));
    expect(event).toMatchObject({ source: "orders", "detail-type": "placed", detail: { id: 7 } });
  });

  test("starts executions", async () => {
    expect((await post("/executions", '{"id": 7}')).status).toBe(200);
    const found = (await executions()).find(({ name }) => name === "by-rest-api");
    const executionArn = String(found?.["executionArn"]);
    const { input } = await callAction(url, "states", "DescribeExecution", { executionArn });
    expect(JSON.parse(String(input))).toEqual({ id: 7 });
  });

  test("stores, reads and deletes files, which are bytes", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const path = "/files/a%20b/(c)+%C3%A9.png";
    const headers = { "Content-Type": "image/png", Accept: "image/png", Name: "caf\u00e9" };
    expect((await send("PUT", path, bytes, headers)).status).toBe(200);
    const stored = await callService(url, "s3", "GET", "/files/a%20b/%28c%29%2B%C3%A9.png", DIGEST);
    expect(stored.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await stored.arrayBuffer())).toEqual(Buffer.from(bytes));
    const read = await fetch(`http://127.0.0.1:${gateway.port}${path}`, { headers });
    expect(read.headers.get("etag")).toBe(stored.headers.get("etag"));
    expect(Buffer.from(await read.arrayBuffer())).toEqual(Buffer.from(bytes));
    expect((await send("DELETE", path)).status).toBe(200);
    const missing = await send("GET", path);
    expect([missing.status, missing.text]).toEqual([404, expect.stringContaining("NoSuchKey")]);
  });

  test("reads parameters, of which a template makes the answer", async () => {
    expect(await send("GET", "/parameter")).toMatchObject({
      status: 200,
      text: '{"value": "hello"}',
    });
  });

  test("answers the client what the service refuses", async () => {
    const lost = await startGateway("rest-api.yaml", { queue: "lost", machine });
    const response = await fetch(`http://127.0.0.1:${lost.port}/queue`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
    });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining("NonExistentQueue"),
    ]);
    await lost.kill();
  });

  test("takes on the role that the document names only where the settings say so", async () => {
    const settings = { AWS_ASSUME_ROLES: "on" };
    const assumed = async () => {
      const state = (await (await fetch(`${url}/moto-api/data.json`)).json()) as Answer;
      const roles = (state["sts"]?.["AssumedRole"] ?? []) as readonly { readonly arn: string }[];
      return roles.map(({ arn }) => arn);
    };
    expect(await assumed()).toEqual([]);
    const assuming = await startGateway("rest-api.yaml", { queue: "orders", machine }, settings);
    for (const body of ["1", "2"]) {
      const response = await fetch(`http://127.0.0.1:${assuming.port}/queue`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
      });
      expect(response.status).toBe(200);
      await received("orders");
    }
    // Once for both.
    expect(await assumed()).toEqual([
      expect.stringContaining(`arn:aws:sts::${ACCOUNT}:assumed-role/orders/`),
    ]);
    await assuming.kill();
  });
});

describe.skipIf(url === "")("an HTTP API", () => {
  let gateway: GatewayProcess;
  beforeAll(async () => {
    gateway = await startGateway("http-api.yaml", { queueUrl: queueUrl("orders"), machine });
  });
  afterAll(() => gateway.kill());

  const send = async (method: string, path: string, body?: string, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return { status: response.status, json: text === "" ? undefined : JSON.parse(text) };
  };

  test("sends, receives and deletes messages in the region of the integration", async () => {
    const sent = await send("POST", "/messages?kind=k", "hi");
    expect(sent).toMatchObject({ status: 202, json: { MessageId: expect.any(String) } });
    const { status, json } = await send("GET", "/messages?most=10");
    expect(status).toBe(200);
    expect(json.Messages).toMatchObject([
      { Body: "hi", MessageAttributes: { kind: { StringValue: "k" } } },
    ]);
    const handle = json.Messages[0].ReceiptHandle;
    expect((await send("DELETE", "/messages", undefined, { handle })).status).toBe(200);
    const attributes = {
      QueueUrl: queueUrl("orders"),
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    };
    const { Attributes } = await callAction(
      url,
      "sqs",
      "GetQueueAttributes",
      attributes,
      "eu-west-1",
    );
    expect(Object.values(Attributes)).toEqual(["0", "0"]);
  });

  test("purges queues", async () => {
    await send("POST", "/messages?kind=k", "lost");
    expect((await send("DELETE", "/queue")).status).toBe(200);
    expect((await send("GET", "/messages?most=1")).json?.Messages ?? []).toEqual([]);
  });

  test("passes what a service refuses", async () => {
    const refused = await send("DELETE", "/messages", undefined, { handle: "lost" });
    expect(refused).toMatchObject({
      status: 400,
      json: { __type: expect.stringContaining("ReceiptHandleIsInvalid") },
    });
  });

  test("puts events, which are routed", async () => {
    const { status, json } = await send("POST", "/events/paid", '{"id": 8}');
    expect([status, json.FailedEntryCount]).toEqual([200, 0]);
    const event = JSON.parse(String((await received("placed"))["Body"]));
    expect(event).toMatchObject({
      source: "orders",
      "detail-type": "paid",
      detail: { id: 8 },
      time: "2026-01-02T03:04:05Z",
      resources: ["arn:aws:x"],
    });
  });

  test("puts records", async () => {
    expect((await send("POST", "/records", "caf\u00e9")).status).toBe(200);
    expect(await recorded()).toContain("caf\u00e9");
  });

  test("starts and stops executions", async () => {
    const { status, json } = await send("POST", "/executions", '{"name": "by-http-api"}');
    expect(status).toBe(200);
    const { executionArn } = json;
    const stopped = await send("DELETE", "/executions", undefined, { execution: executionArn });
    expect(stopped.status).toBe(200);
    const found = await callAction(url, "states", "DescribeExecution", { executionArn });
    expect(found).toMatchObject({ name: "by-http-api", status: "ABORTED" });
    expect(JSON.parse(String(found["input"]))).toEqual({ name: "by-http-api" });
  });
});
