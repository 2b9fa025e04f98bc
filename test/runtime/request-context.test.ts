import { afterAll, beforeAll, expect, test } from "vitest";
import type { RequestContext } from "../../templates/runtime/request-context.js";
import { resourceId } from "../../templates/runtime/resource-id.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

let upstream: StubUpstream;
let gateway: TestGateway;
let context: RequestContext;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const route = proxyRoute("GET", "/pets/{petId}", {
    proxy: {
      headers: (request) => {
        ({ context } = request);
        return {};
      },
    },
  });
  gateway = await startGateway({
    routes: [route],
    upstreams: [[backend, upstream.url]],
    environment: { STAGE: "test", API_ID: "abc123", ACCOUNT_ID: "123456789012" },
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

test("the context tells what Amazon's does", async () => {
  const before = Date.now();
  await exchange(gateway.port, head("GET /pets/7?q=1", "User-Agent: test"));
  expect(context).toMatchObject({
    accountId: "123456789012",
    apiId: "abc123",
    authorizer: {},
    domainName: "gateway.test",
    domainPrefix: "gateway",
    httpMethod: "GET",
    identity: { sourceIp: "127.0.0.1", userAgent: "test" },
    path: "/test/pets/7",
    protocol: "HTTP/1.1",
    resourceId: resourceId("/pets/{petId}"),
    resourcePath: "/pets/{petId}",
    stage: "test",
  });
  expect(context.requestId).toMatch(/^[\da-f-]{36}$/);
  expect(context.extendedRequestId).toMatch(/^[\w+/]{15}=$/);
  expect(Number(context.requestTimeEpoch)).toBeGreaterThanOrEqual(before);
  expect(context.requestTime).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
  const [trace = ""] = heardValues(onlyHeard(upstream), "X-Amzn-Trace-Id");
  expect(trace.startsWith(`Root=${context.xrayTraceId};`)).toBe(true);
});

test("a resource has one id of six letters and digits, whatever else there is", () => {
  const ids = ["/", "/pets", "/pets/{petId}"].map(resourceId);
  for (const id of ids) expect(id).toMatch(/^[a-z\d]{6}$/);
  expect(new Set(ids).size).toBe(3);
  expect(resourceId("/pets")).toBe(ids[1]);
});
