import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { BackendStubs } from "../conformance/backend-stubs.js";
import { GATEWAY_KEYS } from "../conformance/case-settings.js";
import type { StubResponse } from "../conformance/gateway-case.js";
import type { ReceivedCall } from "../conformance/received-call.js";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess, NotStarted } from "../harness/gateway-process.js";

let stubs: BackendStubs;
let workshop: Workshop;
const running: GatewayProcess[] = [];

beforeAll(async () => {
  stubs = await BackendStubs.open();
  workshop = await Workshop.open();
});
// What is not signed, or wrongly, is refused by the stubs.
afterEach(() => expect(stubs.takeProblems()).toEqual([]));
afterAll(async () => {
  await Promise.all(running.map((gateway) => gateway.kill()));
  await workshop.close();
  stubs.close();
});

async function build(document: string): Promise<string> {
  const text = readFileSync(join(import.meta.dirname, document), "utf8");
  const built = await buildGateway(await workshop.project(), { "openapi.yaml": text }, {});
  if (built.kind === "refused") throw new Error(built.errors.map(({ message }) => message).join());
  return built.main;
}

async function start(main: string, settings: Readonly<Record<string, string>> = {}) {
  const gateway = await GatewayProcess.start(main, {
    AWS_ACCESS_KEY_ID: GATEWAY_KEYS.accessKey,
    AWS_SECRET_ACCESS_KEY: GATEWAY_KEYS.secretKey,
    AWS_ENDPOINT_URL: stubs.awsUrl,
    AWS_REGION: "us-east-1",
    STAGE_VARIABLE_REGION: "eu-west-1",
    STAGE_VARIABLE_BUCKET: "files",
    STAGE_VARIABLE_ROLE: "orders",
    ...settings,
  });
  running.push(gateway);
  return gateway;
}

/** Sends a request to a gateway whose services all answer the same. */
async function send(
  gateway: GatewayProcess,
  method: string,
  path: string,
  { body, headers = {}, answer = { status: 200, body: "{}" } }: Sent = {},
) {
  stubs.become(
    SERVICES.map((service) => ({ service, respond: answer })),
    [],
  );
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, calls: stubs.takeCalls() };
}

const SERVICES = "appconfig dynamodb events firehose kinesis s3 sns sqs states sts translate".split(
  " ",
);

interface Sent {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer?: StubResponse;
}

const JSON_BODY = { "Content-Type": "application/json" };

function header(call: ReceivedCall | undefined, name: string): readonly string[] {
  const lines = call?.headers.filter(([each]) => each.toLowerCase() === name) ?? [];
  return lines.map(([, value]) => value);
}

function regionOf(call: ReceivedCall | undefined): string | undefined {
  return /\/\d{8}\/([^/]+)\//.exec(header(call, "authorization")[0] ?? "")?.[1];
}

describe("services of a REST API", () => {
  let main: string;
  let gateway: GatewayProcess;
  beforeAll(async () => {
    main = await build("services.yaml");
    gateway = await start(main, { AWS_REGION: "ap-southeast-2", AWS_SESSION_TOKEN: "token" });
  }, 60_000);

  test("are listed with the settings, each of which once", () => {
    const example = readFileSync(join(dirname(main), "../.env.example"), "utf8");
    expect(example.match(/^AWS_REGION=.*$/gm)).toEqual(["AWS_REGION=us-east-1"]);
    expect(example).toMatch(/^AWS_ENDPOINT_URL=$/m);
  });

  test("are asked in JSON by an action's target, in the gateway's own region", async () => {
    const sent = { body: "{}", headers: JSON_BODY };
    const { status, text, calls } = await send(gateway, "PUT", "/orders/7", sent);
    expect([status, text]).toEqual([200, "{}"]);
    const [call] = calls;
    expect(call).toMatchObject({ method: "POST", path: "/", query: [], service: "dynamodb" });
    expect(call?.body.toString()).toBe('{"TableName": "orders", "Item": {"id": {"S": "7"}}}');
    expect(header(call, "x-amz-target")).toEqual(["DynamoDB_20120810.PutItem"]);
    expect(header(call, "content-type")).toEqual(["application/x-amz-json-1.0"]);
    expect(header(call, "accept")).toEqual(["application/json"]);
    expect(header(call, "x-amz-security-token")).toEqual(["token"]);
    expect(regionOf(call)).toBe("ap-southeast-2");
  });

  test("answer by the rule for their status", async () => {
    const answer = { status: 400, body: '{"__type":"ValidationException"}' };
    const sent = { body: "{}", headers: JSON_BODY, answer };
    const { status, text } = await send(gateway, "PUT", "/orders/7", sent);
    expect([status, text]).toEqual([400, '{"__type":"ValidationException"}']);
  });

  test("have paths, queries and headers of which a client fills in pieces", async () => {
    const sent = {
      // The bytes of UTF-8.
      headers: {
        By: "caf\u00c3\u00a9 (1)",
        "x-amz-acl": "public-read",
        Authorization: "Bearer client",
      },
      answer: { status: 200, headers: { ETag: '"e"', "x-amz-id-2": "i" }, body: "found" },
    };
    const path = "/files/my%2Fbucket/a%20b/(c)+%2F..%2Fd*'?v=1%2B2&v2=x&Action=DeleteObject";
    const refused = await send(gateway, "GET", path, sent);
    expect([refused.status, refused.calls]).toEqual([400, []]);
    const { status, text, headers, calls } = await send(
      gateway,
      "GET",
      "/files/my%2Fbucket/a%20b/(c)+%2Fd*'?v=1%2B2&v2=x&Action=DeleteObject",
      sent,
    );
    expect([status, text, headers.get("etag")]).toEqual([200, "found", '"e"']);
    expect(headers.get("x-amz-id-2")).toBeNull();
    const [call] = calls;
    expect(call?.path).toBe("/my/bucket/a%20b/%28c%29%2B/d%2A%27");
    expect(call?.query).toEqual([["versionId", "1+2"]]);
    expect(header(call, "x-amz-meta-by")).toEqual(["caf\u00c3\u00a9 (1)"]);
    expect(header(call, "x-amz-acl")).toEqual([]);
    expect(regionOf(call)).toBe("eu-central-1");
  });

  test("are not told what no signature could cover", async () => {
    const { status, calls } = await send(gateway, "GET", "/files/b/k", {
      headers: { By: "caf\u00e9" },
    });
    expect(status).toBe(200);
    expect(calls.map((call) => header(call, "x-amz-meta-by"))).toEqual([[]]);
  });

  test("are where stage variables say", async () => {
    const { status, calls } = await send(gateway, "GET", "/stage");
    expect(status).toBe(200);
    // A bucket in front of the host is in front of the path, where the settings say the host.
    expect(calls).toMatchObject([{ method: "GET", path: "/files/", service: "s3" }]);
    expect(regionOf(calls[0])).toBe("eu-west-1");
  });

  test("are waited for as long as the document says", async () => {
    const answer = { status: 200, delayMs: 1000 };
    const { status, text } = await send(gateway, "GET", "/stage", { answer });
    expect([status, text]).toEqual([504, '{"message":"Endpoint request timed out"}']);
  });

  test("are asked by parameters where they have no JSON", async () => {
    const { calls } = await send(gateway, "POST", "/publish", { body: "a&b" });
    expect(calls).toMatchObject([{ method: "POST", path: "/", service: "sns", action: "Publish" }]);
    expect(calls[0]?.query).toEqual([
      ["Subject", "News of today"],
      ["Action", "Publish"],
      ["Version", "2010-03-31"],
      ["TopicArn", "arn:aws:sns:ap-southeast-2:111122223333:orders"],
      ["Message", "a&b"],
    ]);
  });

  test("answer through templates", async () => {
    const body = '{"Text":"hello","SourceLanguageCode":"en","TargetLanguageCode":"de"}';
    const answer = { status: 200, body: '{"TranslatedText":"hallo","TargetLanguageCode":"de"}' };
    const sent = { body, headers: JSON_BODY, answer };
    const { text, calls } = await send(gateway, "POST", "/translate", sent);
    expect(text).toBe('"hallo"');
    expect(calls[0]?.body.toString()).toBe(body);
    expect(header(calls[0], "x-amz-target")).toEqual([
      "AWSShineFrontendService_20170701.TranslateText",
    ]);
  });

  test("get the target and the media type that the document maps", async () => {
    const { calls } = await send(gateway, "POST", "/own-target", { body: "{}" });
    expect(header(calls[0], "x-amz-target")).toEqual(["Kinesis_20131202.PutRecords"]);
    expect(header(calls[0], "content-type")).toEqual(["application/json"]);
  });

  test("are not called with somebody else's authorization", async () => {
    const { status, calls } = await send(gateway, "POST", "/forbidden", {
      body: "{}",
      headers: JSON_BODY,
    });
    expect([status, calls]).toEqual([500, []]);
  });

  test("of Firehose take a request as it is, and answer as they do", async () => {
    const answer = { status: 400, body: '{"__type":"InvalidArgumentException"}' };
    const { status, text, calls } = await send(gateway, "POST", "/records", {
      body: '{"Record":{}}',
      answer,
    });
    expect([status, text]).toEqual([400, '{"__type":"InvalidArgumentException"}']);
    expect(calls).toMatchObject([{ service: "firehose", action: "PutRecord" }]);
    expect(calls[0]?.body.toString()).toBe('{"Record":{}}');
  });

  test("fail where stage variables make no host", { timeout: 60_000 }, async () => {
    const elsewhere = await start(main, {
      AWS_ENDPOINT_URL: "",
      STAGE_VARIABLE_BUCKET: "evil.example/",
    });
    const { status, text } = await send(elsewhere, "GET", "/stage");
    expect([status, text]).toEqual([500, '{"message": "Internal server error"}']);
  });

  test("have addresses of their own", { timeout: 60_000 }, async () => {
    const elsewhere = await start(main, {
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ENDPOINT_URL_DYNAMODB: `${stubs.awsUrl}/below/`,
      AWS_ENDPOINT_URL_SFN: stubs.awsUrl,
    });
    const sent = { body: "{}", headers: JSON_BODY };
    const { calls } = await send(elsewhere, "PUT", "/orders/7", sent);
    expect(calls).toMatchObject([{ path: "/below/", service: "dynamodb" }]);
    expect((await send(elsewhere, "POST", "/run", sent)).calls).toMatchObject([
      { service: "states", action: "StartSyncExecution", params: { input: "{}" } },
    ]);
    const lost = await send(elsewhere, "POST", "/publish", sent);
    expect([lost.status, lost.text]).toEqual([500, '{"message": "Internal server error"}']);
  });

  test("are not called for a role that is not given", { timeout: 60_000 }, async () => {
    const assuming = await start(main, { AWS_ASSUME_ROLES: "on" });
    const answer = { status: 403, body: "<ErrorResponse/>" };
    const sent = { body: "{}", headers: JSON_BODY, answer };
    const { status, text, calls } = await send(assuming, "PUT", "/orders/7", sent);
    expect([status, text]).toEqual([500, '{"message": "Internal server error"}']);
    expect(calls).toMatchObject([{ service: "sts", action: "AssumeRole" }]);
    const RoleArn = "arn:aws:iam::111122223333:role/orders";
    expect(calls).toMatchObject([{ params: { RoleArn } }]);
  });

  test("need credentials, without which the gateway does not start", async () => {
    const starting = start(main, {
      AWS_ACCESS_KEY_ID: "",
      AWS_EC2_METADATA_DISABLED: "true",
      HOME: workshop.folder,
    });
    await expect(starting).rejects.toThrow(NotStarted);
    await expect(starting).rejects.toThrow("There are no AWS credentials: set AWS_ACCESS_KEY_ID");
  });
});

describe("actions of an HTTP API", () => {
  let gateway: GatewayProcess;
  beforeAll(async () => {
    gateway = await start(await build("services-http.yaml"), {
      STAGE_VARIABLE_QUEUE: "https://sqs.eu-west-1.amazonaws.com/1/q",
      TENANT: "t",
    });
  }, 60_000);

  test("get their parameters, and answer as they do but for what is mapped", async () => {
    const answer = {
      status: 200,
      headers: { "Content-Type": "application/x-amz-json-1.0", "x-amzn-RequestId": "r" },
      body: '{"MessageId":"m"}',
    };
    const body = '{"attributes":{"a":{"DataType":"String","StringValue":"x"}}}';
    const sent = await send(gateway, "POST", "/queue/7", { body, answer });
    expect([sent.status, sent.text]).toEqual([202, '{"MessageId":"m"}']);
    expect(sent.headers.get("id")).toBe("m");
    expect(sent.headers.get("content-type")).toBe("application/x-amz-json-1.0");
    expect(sent.calls).toMatchObject([
      {
        action: "SendMessage",
        params: {
          QueueUrl: "https://sqs.eu-west-1.amazonaws.com/1/q",
          MessageBody: body,
          DelaySeconds: 5,
          MessageAttributes: { a: { DataType: "String", StringValue: "x" } },
          MessageGroupId: "7-t",
        },
      },
    ]);
    expect(regionOf(sent.calls[0])).toBe("eu-west-1");
  });

  test("are asked without what a request does not have", async () => {
    const QueueUrl = "https://sqs.eu-west-1.amazonaws.com/1/q";
    const params = async (path: string) => {
      const { calls } = await send(gateway, "GET", path);
      const [call] = calls;
      return call?.kind === "service" ? call.params : undefined;
    };
    expect(await params("/queue/7")).toEqual({ QueueUrl });
    expect(await params("/queue/7?most=3")).toEqual({ QueueUrl, MaxNumberOfMessages: 3 });
    // What it means is the service's matter.
    expect(await params("/queue/7?most=all")).toEqual({ QueueUrl, MaxNumberOfMessages: "all" });
  });

  test.each([
    ["2026-01-02T03:04:05.5Z", 1_767_323_045.5],
    ["1767323045", 1_767_323_045],
    ["soon", "soon"],
    [undefined, undefined],
  ])("are told times as services read them: %s", async (time, Time) => {
    const headers = time === undefined ? {} : { Time: time };
    const { calls } = await send(gateway, "PUT", "/queue/7", { body: '{"a":1}', headers });
    expect(calls).toMatchObject([{ action: "PutEvents" }]);
    const entry = { Detail: '{"a":1}', DetailType: "order", Source: "orders" };
    expect(JSON.parse(calls[0]?.body.toString() ?? "")).toEqual({
      Entries: [{ ...entry, ...(Time !== undefined && { Time }) }],
    });
  });

  test("are told bytes as base64", async () => {
    const { calls } = await send(gateway, "POST", "/records", { body: "caf\u00e9" });
    expect(calls).toMatchObject([{ params: { StreamName: "orders", Data: "Y2Fmw6k=" } }]);
  });

  test("may be resources, whose names are one segment each", async () => {
    const path = "/configurations/a%20b";
    const { calls } = await send(gateway, "GET", path, { headers: { Kind: "k/../l" } });
    expect(calls).toEqual([]);
    const found = await send(gateway, "GET", path, { headers: { Kind: "k l" } });
    expect(found.calls).toMatchObject([
      {
        method: "GET",
        path: "/applications/my%20orders/environments/a%20b/configurations/x-k%20l",
        query: [["client_id", "c"]],
      },
    ]);
  });

  test("are known by Amazon's names, whatever their endpoint is called", async () => {
    const { calls } = await send(gateway, "POST", "/run", { body: "{}" });
    expect(calls).toMatchObject([
      { service: "states", action: "StartSyncExecution", params: { input: "{}" } },
    ]);
  });
});
