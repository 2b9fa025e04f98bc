import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authenticate } from "../../../templates/runtime/authenticate.js";
import { convertBodies } from "../../../templates/runtime/convert-bodies.js";
import { withHeaders } from "../../../templates/runtime/header-rules.js";
import { lambdaProxy } from "../../../templates/runtime/lambda/lambda-proxy.js";
import { defineRoute } from "../../../templates/runtime/route.js";
import { defineScheme } from "../../../templates/runtime/security.js";
import { exchange, head } from "../support/raw-client.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";
import { stubFunction } from "../support/stub-function.js";

const stub = stubFunction();
const integration = lambdaProxy({ function: stub.name, timeoutMs: 5000 });
const scheme = defineScheme({ name: "hook", type: "http" });
const route = (path: string) =>
  defineRoute({ operationId: path, method: "ANY", path, security: [], integration });
const TRACE = "Root=1-65f0c0de-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    routes: [
      route("/shop/{proxy+}"),
      route("/pets/{kind}/{id}"),
      route("/plain"),
      { ...route("/guarded"), security: [[scheme()]] },
      {
        ...route("/ruled"),
        integration: withHeaders(integration, {
          request: [{ set: "X-Ruled", value: "yes" }, { remove: "x-gone" }],
        }),
      },
    ],
    bodies: convertBodies(["image/png", "application/x-*", "audio/*"]),
    stages: { authenticate: authenticate({ hook: () => ({ principalId: "me", level: 3 }) }) },
    backends: [[stub.name, stub.target]],
    stageVariables: { color: "blue" },
    environment: { STAGE: "live", API_ID: "abc123", ACCOUNT_ID: "000011112222" },
  });
});
afterAll(() => gateway.stop());
beforeEach(() => stub.returns({}));

async function eventOf(bytes: string | Buffer): Promise<Record<string, unknown>> {
  const response = await exchange(gateway.port, bytes);
  expect(response?.status).toBe(200);
  return stub.event;
}

function post(contentType: string, body: Buffer): Buffer {
  const length = `Content-Length: ${body.length}`;
  const type = contentType === "" ? [] : [`Content-Type: ${contentType}`];
  return Buffer.concat([Buffer.from(head("POST /plain", ...type, length)), body]);
}

test("all that there is to tell of a request", async () => {
  const line = "PUT /shop/a%2Fb//c/?q=1&q=a+b&e=&__proto__=x";
  const sent = ["user-AGENT: me/1", "X-One: 1", "x-one: 2", "__proto__: p", "X-Amzn-Trace-Id: "];
  const length = "Content-Length: 2";
  const event = await eventOf(`${head(line, ...sent.slice(0, 3), `${sent[4]}${TRACE}`, length)}{}`);
  const told = {
    "User-Agent": "me/1",
    "X-One": "2",
    Host: "gateway.test",
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Port": String(gateway.port),
    "X-Amzn-Trace-Id": TRACE,
  };
  expect(event).toEqual({
    resource: "/shop/{proxy+}",
    path: "/shop/a%2Fb//c/",
    httpMethod: "PUT",
    headers: told,
    multiValueHeaders: {
      ...Object.fromEntries(Object.entries(told).map(([name, value]) => [name, [value]])),
      "X-One": ["1", "2"],
    },
    queryStringParameters: JSON.parse('{"q":"a b","e":"","__proto__":"x"}') as object,
    multiValueQueryStringParameters: JSON.parse(
      '{"q":["1","a b"],"e":[""],"__proto__":["x"]}',
    ) as object,
    pathParameters: { proxy: "a%2Fb//c" },
    stageVariables: { color: "blue" },
    requestContext: {
      resourceId: expect.stringMatching(/^[a-z\d]{6}$/),
      resourcePath: "/shop/{proxy+}",
      httpMethod: "PUT",
      extendedRequestId: expect.stringMatching(/=$/),
      requestTime: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      path: "/live/shop/a%2Fb//c/",
      accountId: "000011112222",
      protocol: "HTTP/1.1",
      stage: "live",
      domainPrefix: "gateway",
      requestTimeEpoch: expect.any(Number),
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      identity: {
        cognitoIdentityPoolId: null,
        accountId: null,
        cognitoIdentityId: null,
        caller: null,
        sourceIp: "127.0.0.1",
        principalOrgId: null,
        accessKey: null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: null,
        userAgent: "me/1",
        user: null,
      },
      domainName: "gateway.test",
      deploymentId: expect.stringMatching(/^[a-z\d]{6}$/),
      apiId: "abc123",
    },
    body: "{}",
    isBase64Encoded: false,
  });
});

test("what there is nothing of is null", async () => {
  const { requestContext, ...event } = await eventOf(head("GET //plain"));
  expect(event).toMatchObject({
    path: "/plain",
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    body: null,
    isBase64Encoded: false,
  });
  expect(requestContext).toMatchObject({ path: "/live//plain", identity: { userAgent: null } });
  expect(requestContext).not.toHaveProperty("authorizer");
});

test("several path parameters, as they were sent", async () => {
  const { pathParameters } = await eventOf(head("GET /pets/caf%C3%A9/a%20b"));
  expect(pathParameters).toEqual({ kind: "caf%C3%A9", id: "a%20b" });
});

test("who calls", async () => {
  const { requestContext } = await eventOf(head("GET /guarded"));
  expect(requestContext).toMatchObject({ authorizer: { principalId: "me", level: 3 } });
});

test("headers as rules change them", async () => {
  const { headers } = await eventOf(head("GET /ruled", "X-Gone: 1", "x-ruled: no"));
  expect(headers).toMatchObject({ "X-Ruled": "yes" });
  expect(headers).not.toHaveProperty("X-Gone");
});

describe("headers", () => {
  const dropped = [
    "Connection: close, X-Named",
    "X-Named: 1",
    "Keep-Alive: 5",
    "TE: trailers",
    "Trailer: a",
    "Content-MD5: a",
    "Max-Forwards: 1",
    "Proxy-Authenticate: a",
    "Server: a",
    "Upgrade: a",
    "WWW-Authenticate: a",
    "X-Amzn-Apigateway-Api-Id: other",
    "X-Forwarded-For: 8.8.8.8",
    "Authorization: AWS4-HMAC-SHA256 Credential=a",
    "X_Under: 1",
    "X-Original-Url: /admin",
  ];

  test.each(dropped)("%s ends here", async (line) => {
    const [name = "", value = ""] = line.split(": ");
    const { headers, multiValueHeaders } = await eventOf(head("GET /plain", ...dropped));
    for (const told of [headers, multiValueHeaders]) {
      const found = Object.entries(told as object).find(
        ([each]) => each.toLowerCase() === name.toLowerCase(),
      );
      expect(String(found?.[1] ?? "")).not.toContain(value);
    }
  });

  const kept = ["Via: 1.1 a", "Content-Encoding: identity", "Accept-Encoding: br", "coOkie: a=1"];
  test.each(kept)("%s is told", async (line) => {
    const [name = "", value] = line.split(": ");
    const { headers } = await eventOf(head("GET /plain", line));
    expect(headers).toHaveProperty([name], value);
  });

  test("the coding of a body that was decoded is not told", async () => {
    const sent = head("POST /plain", "Content-Encoding: identity", "Content-Length: 1");
    expect((await eventOf(`${sent}a`))["headers"]).not.toHaveProperty("Content-Encoding");
  });
});

describe("bodies", () => {
  const bytes = Buffer.from([0x89, 0x50, 0xff, 0x00]);
  const text = Buffer.from("né");
  const base64 = bytes.toString("base64");

  test.each([
    ["what is bytes", "image/png", bytes, base64, true],
    ["bytes with parameters", "IMAGE/PNG; a=b", bytes, base64, true],
    ["bytes by a range", "audio/ogg", bytes, base64, true],
    ["text that is called bytes", "image/png", text, text.toString("base64"), true],
    ["text", "text/plain", text, "né", false],
    ["other bytes, which get lost", "image/gif", bytes, "\ufffdP\ufffd\0", false],
    ["what says nothing", "", text, "né", false],
    ["an empty body", "image/png", Buffer.alloc(0), null, false],
  ])("%s", async (_name, contentType, sent, body, isBase64Encoded) => {
    expect(await eventOf(post(contentType, sent))).toMatchObject({ body, isBase64Encoded });
  });

  test("a body in chunks", async () => {
    const sent = head("POST /plain", "Transfer-Encoding: chunked");
    const event = await eventOf(`${sent}2\r\nab\r\n1\r\nc\r\n0\r\n\r\n`);
    expect(event).toMatchObject({ body: "abc" });
  });

  test("one that makes a larger payload than Lambda takes", async () => {
    const response = await exchange(gateway.port, post("text/plain", Buffer.alloc(6_300_000, "x")));
    expect(response?.status).toBe(413);
    expect(stub.types).toEqual([]);
  });
});
