import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { httpApi } from "../../templates/runtime/http-api.js";
import { httpApiProxy } from "../../templates/runtime/http-api-proxy.js";
import { http } from "../../templates/runtime/http.js";
import { segment, written } from "../../templates/runtime/mapping.js";
import type { Route } from "../../templates/runtime/route.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const call = {
  upstream: backend,
  method: "GET",
  path: (request: Parameters<Parameters<typeof httpApiProxy>[0]["path"]>[0]) =>
    `/v1/a/${segment(request.query("q"))}/end`,
  timeoutMs: 5000,
};

function route(path: string, integration: Route["integration"]): Route {
  return defineRoute({ operationId: path, method: "GET", path, security: [], integration });
}

const ROUTES = [
  proxyRoute("GET", "/http-proxy", { proxy: call }),
  route("/http", http({ ...call, responses: [{ status: 200 }] })),
  route("/http-api-proxy", httpApiProxy(call)),
  proxyRoute("GET", "/percent", { proxy: { path: () => `/${written("100%")}/x` } }),
];

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  gateway = await startGateway({
    family: httpApi,
    routes: ROUTES,
    upstreams: [[backend, upstream.url]],
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => upstream.forget());

const PATHS = ["/http-proxy", "/http", "/http-api-proxy"];
const LED_ASTRAY = [
  "..",
  "../../admin",
  "x/../y",
  ".",
  "..;x",
  "a\\b",
  "\\..\\",
  "\0",
  "a\r",
  "\nb",
];

test.each(PATHS.flatMap((path) => LED_ASTRAY.map((value) => [path, value] as const)))(
  "%s does not bring %j upstream",
  async (path, value) => {
    const query = `q=${encodeURIComponent(value)}`;
    const response = await exchange(gateway.port, head(`GET ${path}?${query}`));
    expect(response?.status).toBe(400);
    expect(upstream.begun).toBe(0);
  },
);

test.each([
  ["a/b", "/v1/a/a%2Fb/end"],
  ["..%2F", "/v1/a/..%252F/end"],
  ["...", "/v1/a/.../end"],
  ["é..ü", "/v1/a/%C3%A9..%C3%BC/end"],
])("%j stays one segment", async (value, target) => {
  const query = `q=${encodeURIComponent(value)}`;
  const response = await exchange(gateway.port, head(`GET /http?${query}`));
  expect(response?.status).toBe(200);
  expect(onlyHeard(upstream).target).toBe(target);
});

test("a stray percent sign of the settings is none of the client's business", async () => {
  expect((await exchange(gateway.port, head("GET /percent")))?.status).toBe(200);
});
