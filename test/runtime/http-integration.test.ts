import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answerMember, answerText } from "../../templates/runtime/answer-mapping.js";
import type { HttpOptions } from "../../templates/runtime/http.js";
import { http } from "../../templates/runtime/http.js";
import { misconfigured } from "../../templates/runtime/misconfigured.js";
import type { Route } from "../../templates/runtime/route.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { backend } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { RawResponse } from "./support/raw-response.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { template } from "./support/template.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

function route(path: string, options: Partial<HttpOptions>): Route {
  const integration = http({
    upstream: backend,
    method: "POST",
    path: () => "/base",
    timeoutMs: 5000,
    responses: [{ status: 200 }],
    ...options,
  });
  return defineRoute({ operationId: path, method: "ANY", path, security: [], integration });
}

const JSON_TEMPLATE = { requestTemplates: { "application/json": '{"from":"json"}' } };
const XML_TEMPLATE = { requestTemplates: { "application/xml": "<x/>" } };
const otherwise = "unsupported media type";

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const routes = [
    route("/plain", {}),
    route("/strict", { otherwise }),
    route("/json", JSON_TEMPLATE),
    route("/json-only", { ...JSON_TEMPLATE, otherwise }),
    route("/xml-only", { ...XML_TEMPLATE, otherwise }),
    route("/empty", { requestTemplates: { "application/json": "" } }),
    route("/of-parts", {
      requestTemplates: {
        "application/json": template(({ request }) => [
          "id ",
          request.header("x-id"),
          request.header("x-none"),
        ]),
      },
    }),
    route("/default", { requestTemplates: { $default: "any" }, otherwise }),
    route("/get", { ...JSON_TEMPLATE, method: "GET" }),
    route("/head", { method: "HEAD" }),
    route("/any", { ...JSON_TEMPLATE, method: "ANY" }),
    route("/mapped", {
      headers: () => ({ "user-agent": "mine", "X-Forwarded-For": "me", Host: "other.test" }),
      responses: [{ status: 200, headers: () => ({ "x-amzn-trace-id": "mapped" }) }],
    }),
    route("/from-body", {
      responses: [
        {
          status: 200,
          headers: (answer) => ({
            "x-text": answerText(answer),
            "x-member": answerMember(answer, "pets", 0, "name"),
            "x-none": answerMember(answer, "pets", 7),
          }),
          mapsBody: true,
        },
      ],
    }),
    defineRoute({
      operationId: "broken",
      method: "GET",
      path: "/broken",
      security: [],
      integration: misconfigured("it maps Content-Length"),
    }),
  ];
  gateway = await startGateway({ routes, upstreams: [[backend, upstream.url]] });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => upstream.forget());

async function send(path: string, type: string | undefined, method = "POST"): Promise<RawResponse> {
  const lines = [
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    "X-Id: 7",
    "Content-Length: 7",
  ];
  const response = await exchange(gateway.port, `${head(`${method} ${path}`, ...lines)}{"a":1}`);
  if (response === undefined) throw new Error("no response");
  return response;
}

describe("request templates", () => {
  const PASSED = '{"a":1}';
  const FROM_JSON = '{"from":"json"}';
  const REFUSED = undefined;
  test.each([
    ["/plain", "application/json", PASSED],
    ["/plain", "text/odd", PASSED],
    ["/strict", "application/json", REFUSED],
    ["/strict", undefined, REFUSED],
    ["/json", "application/json", FROM_JSON],
    ["/json", "APPLICATION/Json; charset=utf-8", FROM_JSON],
    ["/json", undefined, FROM_JSON],
    ["/json", "application/xml", PASSED],
    ["/json-only", "application/json", FROM_JSON],
    ["/json-only", "application/xml", REFUSED],
    ["/xml-only", "application/xml", "<x/>"],
    ["/xml-only", undefined, REFUSED],
    ["/empty", "application/json", ""],
    ["/of-parts", "application/json", "id 7"],
    ["/default", "text/odd", "any"],
  ])("%s, of %s", async (path, type, expected) => {
    const response = await send(path, type);
    if (expected === REFUSED) {
      expect(response.status).toBe(415);
      expect(response.body.toString()).toBe('{"message":"Unsupported Media Type"}');
      expect(upstream.begun).toBe(0);
      return;
    }
    expect(response.status).toBe(200);
    const heard = onlyHeard(upstream);
    expect(heard.body.toString()).toBe(expected);
    expect(heard.complete).toBe(true);
    expect(heardValues(heard, "Content-Length")).toEqual([String(expected.length)]);
  });

  test("are for requests without a body too", async () => {
    const response = await exchange(gateway.port, head("GET /json"));
    expect(response?.status).toBe(200);
    expect(onlyHeard(upstream).body.toString()).toBe(FROM_JSON);
    expect((await exchange(gateway.port, head("GET /xml-only")))?.status).toBe(415);
  });

  test.each([
    ["/get", "POST"],
    ["/any", "OPTIONS"],
  ])("of %s make no body where the method has none", async (path, method) => {
    expect((await send(path, "application/json", method)).status).toBe(200);
    const heard = onlyHeard(upstream);
    expect(heard.body).toHaveLength(0);
    expect(heardValues(heard, "Content-Type")).toEqual([]);
  });
});

describe("headers", () => {
  test("upstream: the gateway's own, and the type of the body", async () => {
    const lines = ["Accept: text/html", "User-Agent: test", "Cookie: a=b", "Content-Length: 2"];
    await exchange(gateway.port, `${head("POST /plain", ...lines)}{}`);
    const heard = onlyHeard(upstream);
    const values = (name: string) => heardValues(heard, name);
    expect(values("Accept")).toEqual(["application/json"]);
    expect(values("User-Agent")).toEqual(["AmazonAPIGateway_local"]);
    expect(values("Content-Type")).toEqual(["application/json"]);
    expect(values("X-Amzn-Apigateway-Api-Id")).toEqual(["local"]);
    expect(values("X-Amzn-Trace-Id")).toHaveLength(1);
    expect(values("X-Forwarded-For")).toEqual(["127.0.0.1"]);
    expect(values("Cookie")).toEqual([]);
  });

  test("upstream: mapped ones stand in their place", async () => {
    const response = await send("/mapped", "text/plain");
    const heard = onlyHeard(upstream);
    expect(heardValues(heard, "User-Agent")).toEqual(["mine"]);
    expect(heardValues(heard, "X-Forwarded-For")).toEqual(["me"]);
    expect(heardValues(heard, "Host")).toEqual(["other.test"]);
    expect(valuesOf(response, "X-Amzn-Trace-Id")).toEqual(["mapped"]);
  });

  test("to the client: nothing of the upstream's, but the trace that it was told", async () => {
    upstream.answer((_request, response) => {
      response.writeHead(200, { "X-Secret": "1", "Content-Type": "text/html" }).end("ok");
    });
    const response = await send("/plain", "application/json");
    upstream.answer(undefined);
    expect(valuesOf(response, "X-Secret")).toEqual([]);
    expect(valuesOf(response, "Content-Type")).toEqual(["application/json"]);
    expect(valuesOf(response, "X-Amzn-Trace-Id")).toEqual(
      heardValues(onlyHeard(upstream), "X-Amzn-Trace-Id"),
    );
  });
});

describe("headers from the body of an answer", () => {
  const ask = async (body: string) => {
    upstream.answer((_request, response) => {
      response.writeHead(200, { "Content-Type": "application/json" }).end(body);
    });
    const response = await send("/from-body", "application/json");
    upstream.answer(undefined);
    const values = ["x-text", "x-member", "x-none"].flatMap((name) => valuesOf(response, name));
    return { status: response.status, values, body: response.body.toString() };
  };

  test.each([
    ["<text>", ["<text>"]],
    ['{"pets":[{"name":"Tom"}]}', ['{"pets":[{"name":"Tom"}]}', "Tom"]],
    ['{"pets":[{"name":7}]}', ['{"pets":[{"name":7}]}', "7"]],
    // What cannot be a header's value is left out.
    ['{"pets":\n[{"name":"\u2603"}]}', []],
    ['{"pets":[{"name":"a\\r\\nSet-Cookie: b"}]}', ['{"pets":[{"name":"a\\r\\nSet-Cookie: b"}]}']],
    ["", []],
    ["x".repeat(11_000), []],
  ])("%j", async (body, expected) => {
    expect(await ask(body)).toEqual({ status: 200, values: expected, body });
  });

  test("a body that begins like JSON and is none is the upstream's failure", async () => {
    expect((await ask('{"pets":')).status).toBe(500);
  });
});

describe("an answer that passes through says how long it is", () => {
  afterEach(() => upstream.answer(undefined));

  test.each(["GET", "HEAD"])("to %s", async (method) => {
    upstream.answer((_request, response) =>
      response.writeHead(200, ["Content-Length", "2"]).end("ok"),
    );
    const response = await exchange(gateway.port, head(`${method} /plain`), method);
    expect(response && valuesOf(response, "Content-Length")).toEqual(["2"]);
    expect(response && valuesOf(response, "Transfer-Encoding")).toEqual([]);
  });

  test("but not where the upstream was only asked for its head", async () => {
    upstream.answer((_request, response) => response.writeHead(200, ["Content-Length", "2"]).end());
    const response = await exchange(gateway.port, head("GET /head"));
    expect(response).toMatchObject({ status: 200, complete: true, body: Buffer.alloc(0) });
  });

  test("nor where it does not know", async () => {
    upstream.answer((_request, response) => {
      response.write("o");
      response.end("k");
    });
    const response = await exchange(gateway.port, head("GET /plain"));
    expect(response && valuesOf(response, "Content-Length")).toEqual([]);
    expect(response?.body.toString()).toBe("ok");
  });
});

test("a misconfigured integration fails every request", async () => {
  const response = await exchange(gateway.port, head("GET /broken"));
  expect(response?.status).toBe(500);
  expect(response?.body.toString()).toBe('{"message": "Internal server error"}');
});
