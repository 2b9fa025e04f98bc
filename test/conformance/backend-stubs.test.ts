import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BackendStubs } from "./backend-stubs.js";
import { GATEWAY_KEYS } from "./case-settings.js";
import type { StubbedBackend } from "./gateway-case.js";
import { signRequest } from "./sign-v4.js";

let stubs: BackendStubs;
beforeAll(async () => {
  stubs = await BackendStubs.open();
});
afterAll(() => stubs.close());

function become(...backends: readonly StubbedBackend[]): void {
  stubs.become(backends, []);
}

/** Calls a service as a gateway does. */
function callService(
  service: string,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Response> {
  const { host } = new URL(stubs.awsUrl);
  const signed = signRequest(
    {
      method,
      target,
      headers: [["Host", host], ...Object.entries(headers)],
      body: body === undefined ? undefined : Buffer.from(body),
    },
    { ...GATEWAY_KEYS, service, region: "eu-west-1", time: Date.now() },
  );
  return fetch(`${stubs.awsUrl}${target}`, {
    method,
    headers: Object.fromEntries(signed.headers),
    ...(body !== undefined && { body }),
  });
}

describe("HTTP servers", () => {
  test("answer what matches, in turn where they are told so", async () => {
    become(
      { match: { method: "POST", path: "/a" }, respond: { status: 201, body: "posted" } },
      {
        match: {},
        respondSequence: [
          { status: 200, body: "1" },
          { status: 200, body: "2" },
        ],
      },
    );
    const ask = async (path: string, method = "GET") => {
      const response = await fetch(`${stubs.upstreamUrl}${path}`, { method });
      return `${response.status} ${await response.text()}`;
    };
    expect(await ask("/a", "POST")).toBe("201 posted");
    expect(await ask("/a?x=1&x=%20")).toBe("200 1");
    expect(await ask("/b")).toBe("200 2");
    expect(await ask("/b")).toBe("200 2");
    const [posted, got, ...more] = stubs.takeCalls();
    expect(posted).toMatchObject({ kind: "http", method: "POST", path: "/a", query: [] });
    expect(got?.query).toEqual([
      ["x", "1"],
      ["x", " "],
    ]);
    expect(more).toHaveLength(2);
    expect(stubs.takeCalls()).toEqual([]);
  });

  test("a call without a stub is received, and answered so that nobody expects it", async () => {
    become();
    expect((await fetch(`${stubs.upstreamUrl}/a`)).status).toBe(501);
    expect(stubs.takeCalls()).toHaveLength(1);
  });

  test("answer with lines, bytes and codings", async () => {
    const headers = { "Set-Cookie": ["a=1", "b=2"], "Content-Encoding": "gzip" };
    const bodyEncoded = { text: "text", coding: "gzip" };
    become({ match: {}, respond: { status: 200, headers, bodyEncoded } });
    const response = await fetch(stubs.upstreamUrl);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(response.headers.get("content-length")).toBe("24");
    expect(await response.text()).toBe("text");
  });
});

describe("functions", () => {
  const ARN = "arn:aws:lambda:us-east-1:111111111111:function:fn";
  const invoke = (name: string, event: string, headers = {}) =>
    callService(
      "lambda",
      "POST",
      `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
      headers,
      event,
    );

  test("answer their payload", async () => {
    become({ function: "fn", respond: { payload: { statusCode: 200 } } });
    for (const name of ["fn", ARN, `${ARN}:alias`]) {
      const response = await invoke(name, '{"a":1}');
      expect(response.headers.get("x-amz-function-error")).toBeNull();
      expect(await response.text()).toBe('{"statusCode":200}');
    }
    const calls = stubs.takeCalls();
    expect(calls).toHaveLength(3);
    for (const call of calls) {
      expect(call).toMatchObject({
        kind: "lambda",
        function: "fn",
        event: { a: 1 },
        invocationType: "RequestResponse",
      });
    }
  });

  test("fail in the ways of Lambda", async () => {
    become(
      { function: "fn", when: { a: 1 }, respond: { functionError: "Unhandled", payload: "no" } },
      {
        function: "fn",
        when: { a: 2 },
        respond: { invokeError: { statusCode: 403, type: "AccessDeniedException" } },
      },
      { function: "fn", respond: { payloadText: "{not json" } },
    );
    const failed = await invoke("fn", '{"a":1}');
    expect([failed.status, failed.headers.get("x-amz-function-error")]).toEqual([200, "Unhandled"]);
    const refused = await invoke("fn", '{"a":2}');
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-amzn-errortype")).toBe("AccessDeniedException");
    expect(await (await invoke("fn", "{}")).text()).toBe("{not json");
    expect((await invoke("other", "{}")).status).toBe(404);
  });

  test("are not waited for where nobody wants to", async () => {
    become({ function: "fn", respond: { payload: 1 } });
    const response = await invoke("fn", "{}", { "X-Amz-Invocation-Type": "Event" });
    expect([response.status, await response.text()]).toEqual([202, ""]);
    expect(stubs.takeCalls()).toMatchObject([{ invocationType: "Event" }]);
  });
});

describe("services", () => {
  test("are known by what the request is signed for, actions by the protocol", async () => {
    become({ service: "events", respond: { status: 200, body: "{}" } });
    const response = await callService(
      "events",
      "POST",
      "/",
      { "X-Amz-Target": "AWSEvents.PutEvents" },
      '{"Entries":[{"Source":"s"}]}',
    );
    expect(await response.text()).toBe("{}");
    expect(stubs.takeCalls()).toMatchObject([
      {
        kind: "service",
        service: "events",
        action: "PutEvents",
        params: { Entries: [{ Source: "s" }] },
        texts: false,
      },
    ]);
  });

  test("that speak the query protocol have their parameters in names", async () => {
    become({ service: "sqs", respond: { status: 200 } });
    await callService(
      "sqs",
      "POST",
      "/111111111111/q",
      { "Content-Type": "application/x-www-form-urlencoded" },
      "Action=SendMessage&MessageBody=hi&Attribute.2.Name=b&Attribute.1.Name=a&Deep.member.1=x",
    );
    expect(stubs.takeCalls()).toMatchObject([
      {
        service: "sqs",
        action: "SendMessage",
        params: {
          QueueUrl: "https://sqs.eu-west-1.amazonaws.com/111111111111/q",
          MessageBody: "hi",
          Attribute: [{ Name: "a" }, { Name: "b" }],
          Deep: ["x"],
        },
        texts: true,
      },
    ]);
  });

  test("that have resources have their parameters in paths", async () => {
    become();
    const path = "/applications/a/environments/e/configurations/c?client_id=i";
    await callService("appconfig", "GET", path);
    expect(stubs.takeCalls()).toMatchObject([
      {
        action: "GetConfiguration",
        params: { Application: "a", Environment: "e", Configuration: "c", ClientId: "i" },
      },
    ]);
  });

  test("refuse what is not signed by the gateway's keys, and remember it", async () => {
    become({ service: "events", respond: { status: 200 } });
    expect((await fetch(stubs.awsUrl)).status).toBe(403);
    const headers = { Authorization: "AWS4-HMAC-SHA256 Credential=AKID/20150830/eu-west-1/events" };
    expect((await fetch(stubs.awsUrl, { headers })).status).toBe(403);
    expect(stubs.takeCalls()).toEqual([]);
    expect(stubs.takeProblems()).toEqual(["the call is not signed", "the call is not signed"]);
    expect((await callService("events", "GET", "/")).status).toBe(200);
    expect(stubs.takeProblems()).toEqual([]);
  });
});

test("issuers answer discovery and their keys, which are no calls", async () => {
  stubs.become(
    [],
    [
      { issuer: "https://issuer.example.com", keys: ["k1"] },
      { issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_POOL", keys: ["e1"] },
    ],
  );
  const read = async (path: string) => (await fetch(`${stubs.awsUrl}${path}`)).json();
  const base = `${stubs.awsUrl}/issuer.example.com`;
  expect(await read("/issuer.example.com/.well-known/openid-configuration")).toEqual({
    issuer: base,
    jwks_uri: `${base}/.well-known/jwks.json`,
  });
  expect(await read("/issuer.example.com/.well-known/jwks.json")).toMatchObject({
    keys: [{ kty: "RSA", kid: "k1", alg: "RS256", e: "AQAB" }],
  });
  expect(await read("/us-east-1_POOL/.well-known/jwks.json")).toMatchObject({
    keys: [{ kty: "EC", kid: "e1", crv: "P-256" }],
  });
  expect(stubs.takeCalls()).toEqual([]);
});
