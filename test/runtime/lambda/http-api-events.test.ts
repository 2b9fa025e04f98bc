import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authenticate } from "../../../templates/runtime/authenticate.js";
import { httpApi } from "../../../templates/runtime/http-api.js";
import { httpApiLambda1 } from "../../../templates/runtime/lambda/http-api-lambda-1.js";
import { httpApiLambda2 } from "../../../templates/runtime/lambda/http-api-lambda-2.js";
import { append, overwrite, remove } from "../../../templates/runtime/parameter-mapping.js";
import { defineRoute } from "../../../templates/runtime/route.js";
import { defineScheme } from "../../../templates/runtime/security.js";
import { exchange, head } from "../support/raw-client.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";
import { stubFunction } from "../support/stub-function.js";

const stub = stubFunction();
const options = { function: stub.name, timeoutMs: 5000 };
const scheme = defineScheme({ name: "hook", type: "http" });
const mapped = {
  ...options,
  headers: [append("X-Added", "1"), overwrite("x-sent", "2"), remove("X-Gone")],
  query: [append("a", "2"), remove("gone")],
};
const FORMATS = { one: httpApiLambda1, two: httpApiLambda2 };
const routes = Object.entries(FORMATS).flatMap(([name, format]) => {
  const route = (path: string, given = options) =>
    defineRoute({
      operationId: path,
      method: path === "$default" ? "ANY" : "POST",
      path,
      security: [],
      integration: format(given),
    });
  return [
    route(`/${name}`),
    route(`/${name}/{kind}/{rest+}`),
    route(`/${name}-mapped`, mapped),
    { ...route(`/${name}-guarded`), security: [[scheme()]] },
    ...(name === "two" ? [route("$default")] : []),
  ];
});
const TRACE = "Root=1-65f0c0de-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1";

const start = (stage: string, stageVariables: Readonly<Record<string, string>>) =>
  startGateway({
    family: httpApi,
    routes,
    stages: { authenticate: authenticate({ hook: () => ({ principalId: "me", level: 3 }) }) },
    backends: [[stub.name, stub.target]],
    stageVariables,
    environment: { STAGE: stage, API_ID: "abc123", ACCOUNT_ID: "000011112222" },
  });

let gateway: TestGateway;
let staged: TestGateway;
beforeAll(async () => {
  gateway = await start("$default", {});
  staged = await start("live", { color: "blue" });
});
afterAll(() => Promise.all([gateway.stop(), staged.stop()]));
beforeEach(() => stub.returns({ statusCode: 200 }));

async function eventOf(bytes: string | Buffer, at = gateway): Promise<Record<string, unknown>> {
  const response = await exchange(at.port, bytes);
  expect(response?.status).toBe(200);
  return stub.event;
}

const SENT = [
  "user-AGENT: me/1",
  "X-One: 1",
  "x-one: 2",
  "Cookie: a=1; b=2;",
  "cookie: c=3",
  `X-Amzn-Trace-Id: ${TRACE}`,
  "Content-Type: text/plain",
  "Content-Length: 2",
];
const PATH = "caf%C3%A9/x%20y%2Fz";

describe("format 2.0", () => {
  test("all that there is to tell of a request", async () => {
    const line = `POST /two/${PATH}?q=1&q=a+b&e=&f=%C3%A9`;
    expect(await eventOf(`${head(line, ...SENT)}hi`, staged)).toEqual({
      version: "2.0",
      routeKey: "POST /two/{kind}/{rest+}",
      rawPath: "/live/two/café/x y/z",
      rawQueryString: "q=1&q=a+b&e=&f=%C3%A9",
      cookies: ["a=1", "b=2", "c=3"],
      headers: {
        "user-agent": "me/1",
        "x-one": "1,2",
        "content-type": "text/plain",
        "content-length": "2",
        host: "gateway.test",
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-proto": "http",
        "x-forwarded-port": String(staged.port),
        "x-amzn-trace-id": TRACE,
      },
      queryStringParameters: { q: "1,a b", e: "", f: "é" },
      requestContext: {
        accountId: "000011112222",
        apiId: "abc123",
        domainName: "gateway.test",
        domainPrefix: "gateway",
        http: {
          method: "POST",
          path: "/live/two/café/x y/z",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
          userAgent: "me/1",
        },
        requestId: expect.stringMatching(/=$/),
        routeKey: "POST /two/{kind}/{rest+}",
        stage: "live",
        time: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      pathParameters: { kind: "café", rest: "x y/z" },
      stageVariables: { color: "blue" },
      body: "hi",
      isBase64Encoded: false,
    });
  });

  test("what there is nothing of is absent", async () => {
    const event = await eventOf(head("GET /any/"));
    expect(Object.keys(event).toSorted()).toEqual(
      "headers isBase64Encoded rawPath rawQueryString requestContext routeKey version".split(" "),
    );
    expect(event).toMatchObject({
      routeKey: "$default",
      rawPath: "/any/",
      rawQueryString: "",
      headers: { "content-length": "0" },
      requestContext: { stage: "$default", routeKey: "$default", http: { userAgent: "" } },
      isBase64Encoded: false,
    });
    expect(event["requestContext"]).not.toHaveProperty("authorizer");
  });

  test("who calls", async () => {
    const { requestContext } = await eventOf(head("POST /two-guarded"));
    expect(requestContext).toMatchObject({
      authorizer: { lambda: { principalId: "me", level: 3 } },
    });
  });

  test("headers and query as mappings change them", async () => {
    const line = "POST /two-mapped?a=1&gone=1";
    expect(await eventOf(head(line, "X-Gone: 1", "X-Sent: 1"))).toMatchObject({
      headers: { "x-added": "1", "x-sent": "2" },
      rawQueryString: "a=1&a=2",
      queryStringParameters: { a: "1,2" },
    });
    expect(stub.event["headers"]).not.toHaveProperty("x-gone");
  });
});

describe("format 1.0", () => {
  test("all that there is to tell of a request", async () => {
    const event = await eventOf(`${head(`POST /one/${PATH}?q=1&q=a+b&e=`, ...SENT)}hi`, staged);
    expect(event).toEqual({
      version: "1.0",
      resource: "/one/{kind}/{rest+}",
      path: "/live/one/caf%C3%A9/x%20y/z",
      httpMethod: "POST",
      headers: {
        "User-Agent": "me/1",
        "X-One": "2",
        Cookie: "c=3",
        "Content-Type": "text/plain",
        "Content-Length": "2",
        Host: "gateway.test",
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Port": String(staged.port),
        "X-Amzn-Trace-Id": TRACE,
      },
      multiValueHeaders: expect.objectContaining({
        "X-One": ["1", "2"],
        Cookie: ["a=1; b=2;", "c=3"],
        "Content-Length": ["2"],
      }) as object,
      queryStringParameters: { q: "a b", e: "" },
      multiValueQueryStringParameters: { q: ["1", "a b"], e: [""] },
      pathParameters: { kind: "café", rest: "x y/z" },
      stageVariables: { color: "blue" },
      requestContext: expect.objectContaining({
        resourceId: "POST /one/{kind}/{rest+}",
        resourcePath: "/one/{kind}/{rest+}",
        path: "/live/one/café/x y/z",
        stage: "live",
        httpMethod: "POST",
        identity: expect.objectContaining({ caller: null, userAgent: "me/1" }) as object,
      }) as object,
      body: "hi",
      isBase64Encoded: false,
    });
  });

  test("what there is nothing of is null", async () => {
    expect(await eventOf(head("POST /one"))).toMatchObject({
      headers: { "Content-Length": "0" },
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      requestContext: { stage: "$default", path: "/one", identity: { userAgent: "" } },
      body: null,
      isBase64Encoded: false,
    });
  });

  test("who calls", async () => {
    const { requestContext } = await eventOf(head("POST /one-guarded"));
    expect(requestContext).toMatchObject({ authorizer: { principalId: "me", level: 3 } });
  });

  test("headers and query as mappings change them", async () => {
    const line = "POST /one-mapped?a=1&gone=1";
    expect(await eventOf(head(line, "X-Gone: 1", "X-Sent: 1"))).toMatchObject({
      headers: { "X-Added": "1", "X-Sent": "2" },
      multiValueQueryStringParameters: { a: ["1", "2"] },
    });
  });
});

describe.each(["/one", "/two"])("a body for %s", (path) => {
  const latin1 = Buffer.from("n\u00e9", "latin1");

  test.each([
    ["text/plain", "hi", "hi"],
    ["TEXT/CALENDAR;Charset=UTF-8", "hi", "hi"],
    ["application/json", "{}", "{}"],
    ["application/xml", "<a/>", "<a/>"],
    ["application/javascript", "a()", "a()"],
    ["application/problem+json", "{}", undefined],
    ["application/x-www-form-urlencoded", "a=1", undefined],
    ["multipart/form-data; boundary=a", "--a--", undefined],
    ["text/plain; charset=iso-8859-1", latin1, undefined],
    ["text/plain", latin1, undefined],
    ["image/png", "hi", undefined],
    ["", "hi", undefined],
  ])("of type %s", async (contentType, sent, text) => {
    const body = Buffer.from(sent);
    const type = contentType === "" ? [] : [`Content-Type: ${contentType}`];
    const bytes = head(`POST ${path}`, ...type, `Content-Length: ${body.length}`);
    expect(await eventOf(Buffer.concat([Buffer.from(bytes), body]))).toMatchObject({
      body: text ?? body.toString("base64"),
      isBase64Encoded: text === undefined,
    });
  });
});
