import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accessLog } from "../../templates/runtime/access-log.js";
import { authenticate } from "../../templates/runtime/authenticate.js";
import type { GatewayPlan } from "../../templates/runtime/deployment.js";
import { deploy } from "../../templates/runtime/deployment.js";
import { Environment } from "../../templates/runtime/environment.js";
import { Gateway } from "../../templates/runtime/gateway.js";
import { createMetrics, requestMetrics } from "../../templates/runtime/request-metrics.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { defineScheme, refuse } from "../../templates/runtime/security.js";
import type { RunningGateway } from "../../templates/runtime/serve.js";
import { serve } from "../../templates/runtime/serve.js";
import { readServerSettings } from "../../templates/runtime/server-settings.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

const SECRET = "s3cr3t-t0ken";
const scheme = defineScheme({ name: "hook", type: "http", httpScheme: "bearer" });

let upstream: StubUpstream;
let running: RunningGateway;
let port: number;
let lines: Record<string, unknown>[] = [];
beforeAll(async () => {
  upstream = await startStubUpstream();
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const logger = pino({ base: null }, sink);
  const metrics = createMetrics();
  const settings = readServerSettings(
    new Environment({ HOST: "127.0.0.1", PORT: "0", ADMIN_PORT: "0", DRAIN_DELAY: "0" }),
  );
  const tools = {
    logger,
    metrics,
    store: undefined,
    observers: [accessLog(logger), requestMetrics(metrics)],
  };
  const plan: GatewayPlan = {
    family: restApi,
    routes: [
      proxyRoute("ANY", "/pets/{id}"),
      proxyRoute("GET", "/guarded/{how}", { security: [[scheme()]] }),
    ],
    stages: {
      authenticate: authenticate({
        hook(request) {
          const token = request.header("authorization");
          if (request.path("how") === "error") throw new Error(`bad token ${token}`);
          if (request.path("how") === "text") throw token;
          return refuse();
        },
      }),
    },
    upstreams: [[backend, new URL(upstream.url)]],
  };
  const deployment = deploy(settings, plan, tools);
  const gateway = new Gateway(tools, [deployment], (_, path) => ({ deployment, path, front: "" }));
  running = await serve(gateway, settings);
  port = Number(new URL(running.url).port);
});
afterAll(async () => {
  await running.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.answer(undefined);
  lines = [];
});

async function lineAfter(bytes: string): Promise<Record<string, unknown>> {
  await exchange(port, bytes);
  await expect.poll(() => lines.length).toBe(1);
  return lines[0] ?? {};
}

describe("the access log", () => {
  const id = "0b2b1c3d-0000-4000-8000-1234567890ab";
  const secrets = [
    `Authorization: Bearer ${SECRET}`,
    `Cookie: session=${SECRET}`,
    `X-Api-Key: ${SECRET}`,
    `User-Agent: ${SECRET}`,
    `Referer: http://a/?${SECRET}`,
  ];

  test("has one line a request, with these fields", async () => {
    const line = await lineAfter(head("GET /pets/7", `x-amzn-RequestId: ${id}`));
    expect(line).toEqual({
      level: 30,
      time: expect.any(Number),
      id,
      route: "ANY /pets/{id}",
      method: "GET",
      status: 200,
      latencyMs: expect.any(Number),
      integrationLatencyMs: expect.any(Number),
      msg: "request",
    });
  });

  test.each([
    ["a request that is answered", `GET /pets/${SECRET}?token=${SECRET}`, 200, undefined],
    ["a path that is unknown", `GET /${SECRET}?token=${SECRET}`, 403, "no-route"],
    ["a target that is malformed", `GET /pets/%zz${SECRET}?token=${SECRET}`, 400, "bad-request"],
    ["a hook that refuses", "GET /guarded/no", 401, "unauthorized"],
    ["a hook that throws an error", "GET /guarded/error", 500, "authorizer-failure"],
    ["a hook that throws text", "GET /guarded/text", 500, "authorizer-failure"],
  ])("tells no secret of %s", async (_name, request, status, errorType) => {
    const line = await lineAfter(head(request, ...secrets));
    expect([line["status"], line["errorType"]]).toEqual([status, errorType]);
    expect(JSON.stringify(line)).not.toContain(SECRET);
  });

  test("names what went wrong upstream by code", async () => {
    upstream.answer((request) => request.socket.destroy());
    const line = await lineAfter(head("GET /pets/7"));
    expect(line).toMatchObject({ status: 500, errorType: "network-error" });
    expect(line["cause"]).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
  });

  test("names what cut an answer short by code", async () => {
    upstream.answer((request, response) => {
      response.writeHead(200, { "Content-Length": "9" });
      response.write("part", () => request.socket.destroy());
    });
    const line = await lineAfter(head("GET /pets/7"));
    expect(line).toMatchObject({ status: 200, errorType: "network-error" });
    expect(line["cause"]).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
    expect(line).not.toHaveProperty("aborted");
  });

  test("tells of bytes that are no request, but not which", async () => {
    const line = await lineAfter(`GET /pets/${SECRET} HTTP/1.1\r\nX Y: ${SECRET}\r\n\r\n`);
    expect(line).toEqual({
      level: 30,
      time: expect.any(Number),
      code: "HPE_INVALID_HEADER_TOKEN",
      remote: "127.0.0.1",
      msg: "malformed or late request",
    });
  });

  test("a client that went away is no fault of the gateway's", async () => {
    upstream.answer(() => {});
    const client = await connect(port);
    client.send(head("GET /pets/7"));
    await expect.poll(() => upstream.begun).toBeGreaterThan(0);
    client.destroy();
    await expect.poll(() => lines.length).toBe(1);
    expect(lines[0]).toMatchObject({ level: 30, aborted: true, status: 499 });
  });
});

test("metrics count by route and status; unknown paths share one label", async () => {
  const counted = async () => {
    const text = await (await fetch(`${running.adminUrl}/metrics`)).text();
    return new Map(
      text
        .split("\n")
        .filter((line) => line.startsWith("gateway_requests_total{"))
        .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]),
    );
  };
  const pets = 'gateway_requests_total{route="ANY /pets/{id}",method="PUT",status="200"}';
  const unknown = 'gateway_requests_total{route="(none)",method="(any)",status="403"}';
  const before = await counted();
  await exchange(port, head("PUT /pets/1"));
  await exchange(port, head("PUT /pets/2"));
  for (const path of ["/a", "/b", "/c"]) await exchange(port, head(`GET ${path}`));
  await expect.poll(() => lines.length).toBe(5);
  const after = await counted();
  expect(after.get(pets)).toBe((before.get(pets) ?? 0) + 2);
  expect(after.get(unknown)).toBe((before.get(unknown) ?? 0) + 3);
  const text = await (await fetch(`${running.adminUrl}/metrics`)).text();
  expect([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)).toEqual(
    expect.arrayContaining([
      "gateway_request_duration_seconds",
      "gateway_integration_duration_seconds",
      "process_cpu_seconds_total",
    ]),
  );
});

test.each([
  ["/livez", 200, "ok\n"],
  ["/readyz", 200, "ok\n"],
  ["/", 404, "not found\n"],
  ["/livez/x", 404, "not found\n"],
])("the admin server answers %s with %i", async (path, status, body) => {
  const response = await fetch(running.adminUrl + path);
  expect([response.status, await response.text()]).toEqual([status, body]);
});

test("operators' paths are not on the public port", async () => {
  for (const path of ["/livez", "/readyz", "/metrics"]) {
    expect((await exchange(port, head(`GET ${path}`)))?.status).toBe(403);
  }
});

test("a port that is taken keeps the gateway from starting, and nothing stays behind", async () => {
  const adminPort = String(await freePort());
  const environment = { PORT: String(port), ADMIN_PORT: adminPort };
  await expect(startGateway({ routes: [], environment })).rejects.toThrow("EADDRINUSE");
  await expect(fetch(`http://127.0.0.1:${adminPort}/livez`)).rejects.toThrow();
});

async function freePort(): Promise<number> {
  const other = await startStubUpstream();
  await other.stop();
  return Number(new URL(other.url).port);
}
