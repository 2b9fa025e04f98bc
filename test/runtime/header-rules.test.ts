import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HeaderRules } from "../../templates/runtime/header-rules.js";
import { withHeaders } from "../../templates/runtime/header-rules.js";
import { cors } from "../../templates/runtime/cors.js";
import { httpApi } from "../../templates/runtime/http-api.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { backend, namedRoute, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const everywhere: HeaderRules = {
  request: [
    { set: "X-Version", value: "1" },
    { remove: "cookie" },
    { set: "X-Token", value: (request) => `t ${request.variable("token")}` },
  ],
  response: [{ remove: "SERVER-TIMING" }, { set: "X-Frame-Options", value: "DENY" }],
};
const own: HeaderRules = {
  request: [
    { add: "X-Version", value: "2" },
    { rename: "x-old", to: "X-New" },
    { rename: "X-Absent", to: "X-Kept" },
    { set: "X-Order", value: "first" },
    { rename: "X-Order", to: "X-Second" },
    { set: "X-Order", value: "third" },
  ],
  response: [
    { rename: "X-Inner", to: "X-Outer" },
    { add: "Set-Cookie", value: "b=2" },
    { set: "Content-Type", value: "application/json" },
  ],
};

const ruled = (method: string, path: string, ...rules: readonly HeaderRules[]) => {
  const route = proxyRoute(method, path);
  return { ...route, integration: withHeaders(route.integration, ...rules) };
};
const mocked = namedRoute("GET", "/mock");

let upstream: StubUpstream;
let gateway: TestGateway;
let shared: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const routes = [
    ruled("GET", "/both", everywhere, own),
    ruled("POST", "/body", { request: [{ set: "X-A", value: "a" }] }),
    ruled("GET", "/bad", { request: [{ set: "X-A", value: () => "a\r\nX-B: b" }] }),
    ruled("GET", "/cors", { response: [{ set: "Access-Control-Allow-Origin", value: "*" }] }),
    { ...mocked, integration: withHeaders(mocked.integration, everywhere) },
  ];
  const upstreams = [[backend, upstream.url]] as const;
  gateway = await startGateway({ family: openApi, routes, upstreams });
  const stages = { cors: cors({ allowOrigins: ["https://good.test"] }) };
  shared = await startGateway({ family: httpApi, routes, upstreams, stages });
});
afterAll(async () => {
  await Promise.all([gateway.stop(), shared.stop(), upstream.stop()]);
});
beforeEach(() => {
  upstream.forget();
  upstream.answer(undefined);
});

async function send(target: string, headers: readonly string[] = [], port = gateway.port) {
  const response = await exchange(port, head(`GET ${target}`, ...headers));
  if (response === undefined) throw new Error("no response");
  return response;
}

describe("requests", () => {
  test("rules apply in their order, those of the whole document first", async () => {
    await send("/both", [
      "X-Version: 9",
      "Cookie: a=b",
      "COOKIE: c=d",
      "X-Old: 1",
      "x-old: 2",
      "X-New: 3",
      "X-Kept: kept",
    ]);
    const heard = onlyHeard(upstream);
    const told = (name: string) => heardValues(heard, name);
    expect(told("x-version")).toEqual(["1", "2"]);
    expect(told("cookie")).toEqual([]);
    expect(told("x-token")).toEqual(["t"]);
    expect(told("x-old")).toEqual([]);
    expect(told("x-new")).toEqual(["1", "2"]);
    expect(told("x-kept")).toEqual(["kept"]);
    expect(told("x-second")).toEqual(["first"]);
    expect(told("x-order")).toEqual(["third"]);
  });

  test("what the gateway takes away or says stays so", async () => {
    await send("/both", ["Connection: x-old, close", "X-Old: 1", "X-Forwarded-For: 10.9.8.7"]);
    const heard = onlyHeard(upstream);
    expect(heardValues(heard, "x-new")).toEqual([]);
    expect(heardValues(heard, "x-forwarded-for")).toEqual(["127.0.0.1"]);
    expect(heardValues(heard, "host")).toEqual([new URL(upstream.url).host]);
  });

  test("bodies stream on", async () => {
    const response = await exchange(gateway.port, `${head("POST /body", "Content-Length: 2")}hi`);
    expect(response?.status).toBe(200);
    const heard = onlyHeard(upstream);
    expect([heard.body.toString(), ...heardValues(heard, "x-a")]).toEqual(["hi", "a"]);
    expect(heardValues(heard, "content-length")).toEqual(["2"]);
  });

  test("a setting that no header can hold fails the request, and is not sent", async () => {
    const response = await send("/bad");
    expect(response.status).toBe(500);
    expect(response.body.toString()).not.toContain("X-B");
    expect(upstream.begun).toBe(0);
  });
});

describe("responses", () => {
  test("rules apply in their order, and the gateway's own headers come after", async () => {
    upstream.answer((_request, response) => {
      response.writeHead(404, {
        "Content-Type": "text/plain",
        "Server-Timing": "db",
        "X-Inner": "i",
        "X-Outer": "o",
        "X-Frame-Options": "SAMEORIGIN",
        "Set-Cookie": "a=1",
        "X-Request-Id": "theirs",
      });
      response.end("{}");
    });
    const response = await send("/both");
    const told = (name: string) => valuesOf(response, name);
    expect(response.status).toBe(404);
    expect(told("server-timing")).toEqual([]);
    expect(told("x-inner")).toEqual([]);
    expect(told("x-outer")).toEqual(["i"]);
    expect(told("x-frame-options")).toEqual(["DENY"]);
    expect(told("set-cookie")).toEqual(["a=1", "b=2"]);
    expect(told("content-type")).toEqual(["application/json"]);
    expect(told("x-request-id")).toHaveLength(1);
    expect(told("x-request-id")).not.toContain("theirs");
  });

  test("what the gateway answers in place of an integration is its own", async () => {
    const response = await send("/nowhere");
    expect([response.status, ...valuesOf(response, "x-frame-options")]).toEqual([404]);
  });

  test("mocks have rules as well", async () => {
    const response = await send("/mock");
    expect([response.status, ...valuesOf(response, "x-frame-options")]).toEqual([200, "DENY"]);
  });

  test("whose pages may read them is decided after all rules", async () => {
    const origin = async (from: string) =>
      valuesOf(
        await send("/cors", [`Origin: ${from}`], shared.port),
        "access-control-allow-origin",
      );
    expect(await origin("https://good.test")).toEqual(["https://good.test"]);
    expect(await origin("https://evil.test")).toEqual([]);
  });
});
