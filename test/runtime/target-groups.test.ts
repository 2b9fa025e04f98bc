import { afterEach, expect, test } from "vitest";
import { activeHealth } from "../../templates/runtime/active-health.js";
import { leastPending } from "../../templates/runtime/balancing.js";
import { circuitBreaker } from "../../templates/runtime/circuit-breaker.js";
import { passiveHealth } from "../../templates/runtime/passive-health.js";
import type { TargetGroupOptions } from "../../templates/runtime/target-group.js";
import { defineTargetGroup } from "../../templates/runtime/target-group.js";
import type { RetryOptions } from "../../templates/runtime/upstream-retry.js";
import { retryCalls } from "../../templates/runtime/upstream-retry.js";
import { proxyRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import type { RawUpstream } from "./support/raw-upstream.js";
import { startRawUpstream } from "./support/raw-upstream.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

/** Machines may be slow. */
const eventually: typeof expect.poll = (read) => expect.poll(read, { timeout: 10_000 });

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

function keep<Kept extends { stop(): Promise<void> }>(started: Kept): Kept {
  running.unshift(started);
  return started;
}

async function servers(count: number): Promise<StubUpstream[]> {
  return Promise.all(Array.from({ length: count }, async () => keep(await startStubUpstream())));
}

/** A port at which nothing listens. */
async function nobody(): Promise<RawUpstream> {
  const closed = await startRawUpstream();
  await closed.stop();
  return closed;
}

async function gatewayOf(
  targets: readonly { readonly url: string }[],
  options: TargetGroupOptions,
  timeoutMs = 5000,
): Promise<TestGateway> {
  const upstream = defineTargetGroup("animals", options);
  return keep(
    await startGateway({
      routes: [proxyRoute("ANY", "/animals", { proxy: { upstream, timeoutMs } })],
      upstreams: [[upstream, targets.map(({ url }) => url)]],
    }),
  );
}

async function statusOf(gateway: TestGateway, line = "GET /animals", body = ""): Promise<number> {
  const framing = body === "" ? [] : [`Content-Length: ${body.length}`];
  const response = await exchange(gateway.port, head(line, ...framing) + body, line.split(" ")[0]);
  return response?.status ?? 0;
}

async function statuses(gateway: TestGateway, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < count; i++) found.push(await statusOf(gateway));
  return found;
}

/** The values of a metric by the labels that stand for the targets, in their order. */
async function metric(gateway: TestGateway, name: string): Promise<string[]> {
  const text = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
  return text
    .split("\n")
    .filter((line) => line.startsWith(name))
    .map((line) => line.slice(name.length));
}

const status = (code: number) => (upstream: StubUpstream) =>
  upstream.answer((request, response) => {
    request.resume().on("end", () => response.writeHead(code).end());
  });

const RETRY: RetryOptions = { attempts: 2, budget: 1, on: ["connect-failure", "reset", 503] };

test("round robin calls one after another", async () => {
  const targets = await servers(3);
  const gateway = await gatewayOf(targets, {});
  expect(await statuses(gateway, 6)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(targets.map(({ begun }) => begun)).toEqual([2, 2, 2]);
});

test("each target has the path of its own URL", async () => {
  const targets = await servers(2);
  const gateway = await gatewayOf(
    targets.map(({ url }, index) => ({ url: `${url}/${index}/` })),
    {},
  );
  await statuses(gateway, 2);
  expect(targets.map(({ heard }) => heard[0]?.target)).toEqual(["/0/animals", "/1/animals"]);
});

test("least pending counts a call until the end of its answer", async () => {
  const targets = await servers(2);
  const [busy, idle] = targets as [StubUpstream, StubUpstream];
  let finish = () => {};
  busy.answer((_request, response) => {
    response.writeHead(200);
    response.write("begun");
    finish = () => response.end();
  });
  idle.answer((_request, response) => response.end("ok"));
  const gateway = await gatewayOf(targets, { balancing: leastPending });
  const clients = [await connect(gateway.port), await connect(gateway.port)];
  for (const client of clients) client.send(head("GET /animals"));
  await eventually(() => busy.begun).toBe(1);
  await statuses(gateway, 4);
  expect([busy.begun, idle.begun]).toEqual([1, 5]);
  finish();
  for (const client of clients) expect((await client.response())?.complete).toBe(true);
  busy.answer((_request, response) => response.end("ok"));
  await statuses(gateway, 2);
  expect([busy.begun, idle.begun]).toEqual([2, 6]);
});

test("a target whose calls fail is not called for a while, and then is again", async () => {
  const targets = await servers(2);
  const [failing, well] = targets as [StubUpstream, StubUpstream];
  status(503)(failing);
  const health = [passiveHealth({ failures: 2, ejectionMs: 300 })];
  const gateway = await gatewayOf(targets, { health });
  const found = await statuses(gateway, 12);
  expect(found.filter((each) => each === 503)).toHaveLength(2);
  expect([failing.begun, well.begun]).toEqual([2, 10]);
  const name = new URL(failing.url).host;
  expect(await metric(gateway, "gateway_upstream_ejections_total{")).toEqual([
    `upstream="animals",target="${name}"} 1`,
  ]);
  failing.answer(undefined);
  await eventually(async () => (await statusOf(gateway)) === 200 && failing.begun).toBeGreaterThan(
    2,
  );
});

test("where no target is fit, all are called", async () => {
  const targets = await servers(2);
  targets.forEach(status(503));
  const health = [passiveHealth({ failures: 1, ejectionMs: 60_000 })];
  const gateway = await gatewayOf(targets, { health });
  expect(await statuses(gateway, 6)).toEqual([503, 503, 503, 503, 503, 503]);
  expect(targets.map(({ begun }) => begun)).toEqual([3, 3]);
});

test("clients that go away put no target out", async () => {
  const targets = await servers(1);
  targets[0]?.answer(() => {});
  const health = [passiveHealth({ failures: 1, ejectionMs: 60_000 })];
  const gateway = await gatewayOf(targets, { health });
  for (let i = 1; i <= 5; i++) {
    const client = await connect(gateway.port);
    client.send(`${head("POST /animals", "Content-Length: 5")}ab`);
    await eventually(() => targets[0]?.begun).toBe(i);
    client.destroy();
    await eventually(() => targets[0]?.heard.length).toBe(i);
  }
  const name = new URL(targets[0]?.url ?? "").host;
  await eventually(() => metric(gateway, "gateway_upstream_calls_total{")).toEqual([
    `upstream="animals",target="${name}",outcome="void"} 5`,
  ]);
  expect(await metric(gateway, "gateway_upstream_ejections_total{")).toEqual([]);
});

test("targets are asked how they are, and called accordingly", async () => {
  const targets = await servers(2);
  const [first, second] = targets as [StubUpstream, StubUpstream];
  let isWell = false;
  first.answer((request, response) => {
    response.writeHead(request.url === "/health?deep=1" && !isWell ? 500 : 200).end();
  });
  const check = { path: "/health?deep=1", intervalMs: 20, timeoutMs: 5000 };
  const health = [activeHealth({ ...check, healthy: 2, unhealthy: 2, status: 200 })];
  const gateway = await gatewayOf(targets, { health });
  const calls = (of: StubUpstream) => of.heard.filter(({ target }) => target === "/animals").length;
  await eventually(() => metric(gateway, "gateway_upstream_ejections_total{")).toHaveLength(1);
  first.forget();
  second.forget();
  await statuses(gateway, 4);
  expect([calls(first), calls(second)]).toEqual([0, 4]);
  isWell = true;
  await eventually(async () => (await statusOf(gateway)) === 200 && calls(first)).toBeGreaterThan(
    0,
  );
});

test("a target that does not answer its check in time is not called", async () => {
  const targets = await servers(2);
  const [first, second] = targets as [StubUpstream, StubUpstream];
  first.answer((request, response) => {
    if (request.url === "/animals") response.end();
  });
  const check = { path: "/health", intervalMs: 20, timeoutMs: 1000, healthy: 1, unhealthy: 1 };
  const gateway = await gatewayOf(targets, { health: [activeHealth(check)] });
  await eventually(() => metric(gateway, "gateway_upstream_ejections_total{")).toHaveLength(1);
  first.forget();
  await statuses(gateway, 4);
  expect(first.heard.filter(({ target }) => target === "/animals")).toEqual([]);
  expect(second.heard.filter(({ target }) => target === "/animals")).toHaveLength(4);
});

test("a call that finds nobody is made again elsewhere, whatever its method", async () => {
  const [server] = (await servers(1)) as [StubUpstream];
  const gateway = await gatewayOf([server, await nobody()], { retry: retryCalls(RETRY) });
  for (let i = 0; i < 4; i++) {
    expect(await statusOf(gateway, "POST /animals", "a body")).toBe(200);
  }
  expect(server.heard.map(({ body }) => String(body))).toEqual(Array(4).fill("a body"));
  const name = new URL(server.url).host;
  expect(await metric(gateway, "gateway_upstream_retries_total{")).toEqual([
    `upstream="animals",target="${name}"} 2`,
  ]);
});

test.each([
  ["GET", "", 200],
  ["PUT", "", 200],
  ["DELETE", "", 200],
  // What it changes may have been changed.
  ["POST", "", 503],
  ["PATCH", "", 503],
  // The body has gone by.
  ["PUT", "a body", 503],
])("an answer of 503 to %s with the body %o becomes %i", async (method, body, expected) => {
  const targets = await servers(2);
  const [failing, well] = targets as [StubUpstream, StubUpstream];
  status(503)(failing);
  const gateway = await gatewayOf(targets, { retry: retryCalls(RETRY) });
  expect(await statusOf(gateway, `${method} /animals`, body)).toBe(expected);
  expect([failing.begun, well.begun]).toEqual([1, expected === 200 ? 1 : 0]);
});

test.each([
  ["GET", true],
  ["POST", false],
])("a connection that ends without an answer to %s: again: %o", async (method, again) => {
  const [well] = (await servers(1)) as [StubUpstream];
  const failing = keep(await startRawUpstream());
  const gateway = await gatewayOf([failing, well], { retry: retryCalls(RETRY) });
  expect(await statusOf(gateway, `${method} /animals`)).toBe(again ? 200 : 500);
  expect(well.begun).toBe(again ? 1 : 0);
});

test("what has begun to be an answer is not asked for again", async () => {
  const [well] = (await servers(1)) as [StubUpstream];
  const failing = keep(await startRawUpstream());
  failing.answer((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"));
  const gateway = await gatewayOf([failing, well], { retry: retryCalls(RETRY) });
  const response = await exchange(gateway.port, head("GET /animals"));
  expect([response?.status, response?.complete]).toEqual([200, false]);
  expect(well.begun).toBe(0);
});

test("without another target the same one is called again, as often as is said", async () => {
  const [server] = (await servers(1)) as [StubUpstream];
  status(503)(server);
  const gateway = await gatewayOf([server], { retry: retryCalls({ ...RETRY, attempts: 4 }) });
  expect(await statusOf(gateway)).toBe(503);
  expect(server.begun).toBe(4);
});

test("all attempts share the time of the integration", async () => {
  const [slow] = (await servers(1)) as [StubUpstream];
  slow.answer((_request, response) => {
    setTimeout(() => response.writeHead(503).end(), 150);
  });
  const options = { retry: retryCalls({ ...RETRY, attempts: 5 }) };
  const gateway = await gatewayOf([slow], options, 400);
  expect(await statusOf(gateway)).toBe(504);
  expect(slow.begun).toBeLessThan(4);
});

test("retries end when the budget is spent, and requests earn it back", async () => {
  const [server] = (await servers(1)) as [StubUpstream];
  status(503)(server);
  const gateway = await gatewayOf([server], { retry: retryCalls({ ...RETRY, budget: 0.25 }) });
  // Ten at once, and one for each four requests, of which the ten were not yet earned.
  await statuses(gateway, 40);
  const retried = server.begun - 40;
  expect(retried).toBeGreaterThanOrEqual(18);
  expect(retried).toBeLessThanOrEqual(20);
  server.forget();
  await statuses(gateway, 40);
  expect(server.begun - 40).toBe(10);
});

test("a circuit opens when calls fail, lets one through, and closes when that is answered", async () => {
  const [server] = (await servers(1)) as [StubUpstream];
  status(503)(server);
  const gateway = await gatewayOf([server], {
    circuitBreaker: circuitBreaker({ failures: 3, windowMs: 60_000, openMs: 200 }),
  });
  const state = () => metric(gateway, "gateway_upstream_circuit_state{");
  expect(await state()).toEqual(['upstream="animals"} 0']);
  expect(await statuses(gateway, 5)).toEqual([503, 503, 503, 500, 500]);
  expect(server.begun).toBe(3);
  expect(await state()).toEqual(['upstream="animals"} 2']);

  // One is let through, and fails: it stays open.
  await eventually(() => statusOf(gateway)).toBe(503);
  expect(server.begun).toBe(4);
  expect(await statusOf(gateway)).toBe(500);

  // One is let through: until it is answered, no other is.
  let answer = () => {};
  server.answer((_request, response) => {
    answer = () => response.end();
  });
  await eventually(() => {
    void exchange(gateway.port, head("GET /animals"));
    return server.begun;
  }).toBe(5);
  expect(await state()).toEqual(['upstream="animals"} 1']);
  expect(await statusOf(gateway)).toBe(500);
  answer();
  server.answer(undefined);
  await eventually(state).toEqual(['upstream="animals"} 0']);
  expect(await statuses(gateway, 3)).toEqual([200, 200, 200]);
});

test("failures that are long past open no circuit", async () => {
  const [server] = (await servers(1)) as [StubUpstream];
  status(503)(server);
  const gateway = await gatewayOf([server], {
    circuitBreaker: circuitBreaker({ failures: 2, windowMs: 1, openMs: 60_000 }),
  });
  for (let i = 0; i < 4; i++) {
    expect(await statusOf(gateway)).toBe(503);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
});

test("a gateway that stops leaves no check behind", async () => {
  const targets = await servers(1);
  const check = { path: "/health", intervalMs: 5, timeoutMs: 5000, healthy: 1, unhealthy: 1 };
  const gateway = await gatewayOf(targets, { health: [activeHealth(check)] });
  await eventually(() => targets[0]?.begun).toBeGreaterThan(1);
  await gateway.stop();
  running.splice(running.indexOf(gateway), 1);
  const before = targets[0]?.begun;
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  expect(targets[0]?.begun).toBe(before);
});
