import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { httpApi } from "../../templates/runtime/http-api.js";
import type { HttpApiProxyOptions } from "../../templates/runtime/http-api-proxy.js";
import { httpApiProxy } from "../../templates/runtime/http-api-proxy.js";
import { segments } from "../../templates/runtime/mapping.js";
import {
  answerBody,
  append,
  overwrite,
  remove,
  requestBody,
  text,
} from "../../templates/runtime/parameter-mapping.js";
import type { Route } from "../../templates/runtime/route.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { pathWithStage } from "../../templates/runtime/stage-path.js";
import { defineUpstream } from "../../templates/runtime/upstream.js";
import { backend } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const closed = defineUpstream("closed");

const ROUTES: readonly Route[] = [
  proxy("ANY", "/plain"),
  proxy("ANY", "/pets/{proxy+}", { path: (r) => `/animals/${segments(r.rawPath("proxy"))}` }),
  proxy("ANY", "$default", { path: (request) => request.target.path }),
  proxy("ANY", "/private/{id}", { path: pathWithStage }),
  proxy("GET", "/slow", { timeoutMs: 50 }),
  proxy("GET", "/closed", { upstream: closed }),
  proxy("ANY", "/mapped/{id}", {
    uriQuery: () => "own=1",
    query: (request) => [
      append("k", "two"),
      overwrite("v", request.header("x-v")),
      remove("debug"),
      remove("gone"),
    ],
    headers: (request) => [
      append("x-one", request.path("id")),
      overwrite("x-two", text("pet-", request.path("id"), "-", request.header("x-none"))),
      remove("X-Three"),
      overwrite("x-four", request.header("x-none")),
      overwrite("x-five", request.header("x-bad")),
    ],
  }),
  proxy("POST", "/body", {
    mapsBody: true,
    headers: (request) => [
      overwrite("x-name", requestBody(request, "pets", 1, "name")),
      overwrite("x-pet", requestBody(request, "pets", 0)),
    ],
    query: (request) => [append("b", requestBody(request))],
  }),
  proxy("GET", "/answers", {
    responses: {
      404: { status: 410 },
      500: {
        status: (answer) => answer.headerAll("x-status"),
        headers: (answer, request) => [
          append("x-one", "two"),
          append("Set-Cookie", "b=2"),
          overwrite("x-id", request.context.requestId),
          append("x-new", answer.headerAll("x-old")),
          remove("x-old"),
        ],
      },
      418: { headers: (answer) => [overwrite("x-e", answerBody(answer, "e"))], mapsBody: true },
    },
  }),
];

function proxy(method: string, path: string, more: Partial<HttpApiProxyOptions> = {}): Route {
  return defineRoute({
    operationId: `${method} ${path}`,
    method,
    path,
    security: [],
    integration: httpApiProxy({
      upstream: backend,
      method: "ANY",
      path: () => "/base",
      timeoutMs: 5000,
      ...more,
    }),
  });
}

let upstream: StubUpstream;
let gateway: TestGateway;
let trusting: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const nobody = await startStubUpstream();
  await nobody.stop();
  const plan = {
    family: httpApi,
    routes: ROUTES,
    upstreams: [
      [backend, upstream.url],
      [closed, nobody.url],
    ] as const,
  };
  gateway = await startGateway(plan);
  trusting = await startGateway({ ...plan, environment: { TRUSTED_PROXIES: "127.0.0.1" } });
});
afterAll(async () => {
  await Promise.all([gateway.stop(), trusting.stop()]);
  await upstream.stop();
});
beforeEach(() => {
  upstream.answer(undefined);
  upstream.forget();
});

async function ask(bytes: string, port = gateway.port) {
  const response = await exchange(port, bytes);
  if (response === undefined) throw new Error("no response");
  return response;
}

describe("the way in", () => {
  test.each([
    ["GET /pets/a/b", "/animals/a/b"],
    ["GET /pets/a%2Fb%20c/", "/animals/a/b%20c"],
    ["GET /pets/a?x=%2F&y", "/animals/a?x=%2F&y"],
    ["GET /store/check%6Fut/", "/store/checkout/"],
    ["GET /a%2523:b@c;d", "/a%2523:b@c;d"],
    ["GET /private/a%2Db", "/prod/private/a-b"],
  ])("%s asks for %s", async (line, target) => {
    expect((await ask(head(line))).status).toBe(200);
    expect(onlyHeard(upstream).target).toBe(target);
  });

  test("the client is told of by Forwarded and Via", async () => {
    await ask(
      head("GET /plain", "X-Forwarded-For: 1.2.3.4", "Forwarded: for=1.2.3.4", "Via: 1.0 x"),
    );
    const heard = onlyHeard(upstream);
    expect(heardValues(heard, "forwarded")).toEqual([
      "by=127.0.0.1;for=127.0.0.1;host=gateway.test;proto=http",
    ]);
    expect(heardValues(heard, "x-forwarded-for")).toEqual([]);
    expect(heardValues(heard, "via")).toEqual(["1.0 x, HTTP/1.1 AmazonAPIGateway"]);
    expect(heardValues(heard, "host")).toEqual([new URL(upstream.url).host]);
  });

  test("what a trusted proxy says is folded in", async () => {
    await ask(
      head(
        "GET /plain",
        "X-Forwarded-For: 1.2.3.4, 2001:db8::1",
        "x-forwarded-for: elsewhere",
        "X-Forwarded-Proto: https",
        'X-Forwarded-Host: a.test:8443"',
        "Forwarded: for=9.9.9.9",
      ),
      trusting.port,
    );
    expect(heardValues(onlyHeard(upstream), "forwarded")).toEqual([
      [
        "for=9.9.9.9",
        'for=1.2.3.4;host="a.test:8443\\"";proto=https',
        'for="[2001:db8::1]"',
        "for=unknown",
        "by=127.0.0.1;for=127.0.0.1;host=gateway.test;proto=http",
      ].join(", "),
    ]);
  });

  test("mappings change query and headers, and leave the rest as it was sent", async () => {
    await ask(
      head(
        "GET /mapped/7?k=one&v=1&debug=1&d%65bug=2&v=2&z=%7E+",
        "X-V: a&b",
        "X-One: 1",
        "x-one: 2",
        "x-three: 3",
        "x-four: 4",
        "x-five: 5",
      ),
    );
    const heard = onlyHeard(upstream);
    expect(heard.target).toBe("/base?own=1&k=one&z=%7E+&k=two&v=a%26b");
    const values = ["one", "two", "three", "four", "five"].map((n) => heardValues(heard, `x-${n}`));
    expect(values).toEqual([["1,2,7"], ["pet-7-"], [], ["4"], ["5"]]);
  });

  test("a value that no header can hold is left out", async () => {
    await ask(head("GET /mapped/%E2%82%AC", "X-One: 1"));
    const heard = onlyHeard(upstream);
    expect(heardValues(heard, "x-one")).toEqual(["1"]);
    expect(heardValues(heard, "x-two")).toEqual([]);
  });

  test.each([
    ['{"pets":[{"name":"a"},{"name":"rex"}]}', ["rex"], ['{"name":"a"}']],
    ['{"pets":[]}', [], []],
    ["no json", [], []],
  ])("mappings look into the body %s", async (body, name, pet) => {
    await ask(`${head("POST /body", `Content-Length: ${body.length}`)}${body}`);
    const heard = onlyHeard(upstream);
    expect(heardValues(heard, "x-name")).toEqual(name);
    expect(heardValues(heard, "x-pet")).toEqual(pet);
    expect(heard.target).toBe(`/base?b=${encodeURIComponent(body)}`);
    expect(heard.body.toString()).toBe(body);
  });

  test("mappings do not look into a body over 100 KB", async () => {
    const body = `{"pets":[0,{"name":"rex"}],"x":"${"x".repeat(102_400)}"}`;
    await ask(`${head("POST /body", `Content-Length: ${body.length}`)}${body}`);
    expect(heardValues(onlyHeard(upstream), "x-name")).toEqual([]);
  });

  test("a body that receivers read differently is refused", async () => {
    const body = '{"pets":[],"pets":[1,{"name":"rex"}]}';
    const response = await ask(`${head("POST /body", `Content-Length: ${body.length}`)}${body}`);
    expect(response.status).toBe(400);
    expect(upstream.begun).toBe(0);
  });
});

describe("the way out", () => {
  function answers(status: number, headers: Record<string, string | string[]>, body = "b"): void {
    upstream.answer((_request, response) => response.writeHead(status, headers).end(body));
  }

  test.each([200, 302, 404, 418, 500, 503])("status %d passes with its headers", async (status) => {
    answers(status, { "X-B": "1", Location: "/x", "Set-Cookie": ["a=1", "b=2"] });
    const response = await ask(head("GET /plain"));
    expect([response.status, response.body.toString()]).toEqual([status, "b"]);
    expect(valuesOf(response, "set-cookie")).toEqual(["a=1", "b=2"]);
    expect(valuesOf(response, "x-b")).toEqual(["1"]);
    expect(valuesOf(response, "content-type")).toEqual([]);
  });

  test("an upstream's own apigw-requestid gives way", async () => {
    answers(200, { "apigw-requestid": "theirs" });
    const [id, ...more] = valuesOf(await ask(head("GET /plain")), "apigw-requestid");
    expect([id === "theirs", more]).toEqual([false, []]);
  });

  test("a status becomes another", async () => {
    answers(404, {}, "gone");
    const response = await ask(head("GET /answers"));
    expect([response.status, response.body.toString()]).toEqual([410, "gone"]);
  });

  test("headers change for the status that has a mapping", async () => {
    const headers = { "x-status": "403", "x-one": "1", "Set-Cookie": "a=1", "x-old": "o" };
    answers(500, headers);
    const response = await ask(head("GET /answers"));
    expect(response.status).toBe(403);
    const values = ["x-one", "set-cookie", "x-new", "x-old"].map((n) => valuesOf(response, n));
    expect(values).toEqual([["1,two"], ["a=1", "b=2"], ["o"], []]);
    expect(valuesOf(response, "x-id")).toEqual(valuesOf(response, "apigw-requestid"));
    answers(200, headers);
    expect(valuesOf(await ask(head("GET /answers")), "x-old")).toEqual(["o"]);
  });

  test.each(["999", "4O3", "150", ""])("a mapped status %j changes nothing", async (status) => {
    answers(500, { "x-status": status });
    expect((await ask(head("GET /answers"))).status).toBe(500);
  });

  test("a mapping looks into the answer's body, which goes on whole", async () => {
    answers(418, { "Content-Length": "9" }, '{"e":"x"}');
    const response = await ask(head("GET /answers"));
    expect(valuesOf(response, "x-e")).toEqual(["x"]);
    expect(valuesOf(response, "content-length")).toEqual(["9"]);
    expect(response.body.toString()).toBe('{"e":"x"}');
  });
});

describe("failures", () => {
  test.each([
    ["GET /slow", 503, "Service Unavailable"],
    ["GET /closed", 503, "Service Unavailable"],
    ["GET /plain", 500, "Internal Server Error"],
  ])("%s: %d", async (line, status, message) => {
    upstream.answer(line === "GET /slow" ? () => {} : (request) => request.socket.destroy());
    const response = await ask(head(line));
    expect([response.status, response.body.toString()]).toEqual([
      status,
      JSON.stringify({ message }),
    ]);
    expect(valuesOf(response, "content-type")).toEqual(status === 503 ? [] : ["application/json"]);
    expect(valuesOf(response, "apigw-requestid")).toHaveLength(1);
  });

  test("an answer that breaks off while a mapping wants it whole: 500", async () => {
    upstream.answer((_request, response) => {
      response.writeHead(418, { "Content-Length": "99" });
      response.write("{", () => response.destroy());
    });
    expect((await ask(head("GET /answers"))).status).toBe(500);
  });

  test("a body over 10 MB: 413", async () => {
    const response = await ask(head("POST /plain", "Content-Length: 10485761"));
    expect([response.status, response.body.toString()]).toEqual([
      413,
      '{"message":"Request Entity Too Large"}',
    ]);
  });
});
