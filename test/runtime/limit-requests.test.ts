import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { authenticate } from "../../templates/runtime/authenticate.js";
import type { LimitOptions } from "../../templates/runtime/limit-requests.js";
import { addressGroup, limitRequests } from "../../templates/runtime/limit-requests.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import type { Route } from "../../templates/runtime/route.js";
import type { Authorize } from "../../templates/runtime/security.js";
import { defineScheme } from "../../templates/runtime/security.js";
import { MemoryStore } from "../../templates/runtime/store/memory-store.js";
import { namedRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";

/* Of plain documents; the clock of the day stands still. */
const NOW = Date.parse("2026-03-02T12:00:00Z");

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterAll(() => {
  vi.useRealTimers();
});
let gateway: TestGateway | undefined;
beforeEach(() => {
  vi.setSystemTime(NOW);
});
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

const caller = defineScheme({ name: "caller", type: "http", httpScheme: "bearer" });
const authorize: Authorize = (request) => ({ principalId: request.header("authorization") ?? "" });

/** Starts a gateway, and answers what asks it. */
async function start(routes: readonly Route[], limits: LimitOptions = {}) {
  const started = await startGateway({
    family: openApi,
    routes,
    stages: { authenticate: authenticate({ caller: authorize }), limit: limitRequests(limits) },
    store: new MemoryStore({ maxBytes: 1024 }),
    environment: { TRUSTED_PROXIES: "127.0.0.1" },
  });
  gateway = started;
  return async (path: string, ...headers: readonly string[]) => {
    const response = await exchange(started.port, head(`GET ${path}`, ...headers));
    if (response === undefined) throw new Error("no response");
    const value = (name: string) => valuesOf(response, name)[0];
    return {
      status: response.status,
      limit: value("ratelimit"),
      policy: value("ratelimit-policy"),
      retryAfter: value("retry-after"),
    };
  };
}

test("what is left is told, and when to come back", async () => {
  const throttle = { rateLimit: 0.5, burstLimit: 2 };
  const ask = await start([namedRoute("GET", "/a")], { throttle });
  const policy = '"throttle";q=2;w=4';
  expect([await ask("/a"), await ask("/a"), await ask("/a")]).toEqual([
    { status: 200, policy, limit: '"throttle";r=1;t=2', retryAfter: undefined },
    { status: 200, policy, limit: '"throttle";r=0;t=2', retryAfter: undefined },
    { status: 429, policy, limit: '"throttle";r=0;t=2', retryAfter: "2" },
  ]);
  vi.setSystemTime(NOW + 1900);
  expect(await ask("/a")).toMatchObject({ status: 429, retryAfter: "1" });
  vi.setSystemTime(NOW + 2000);
  expect(await ask("/a")).toMatchObject({ status: 200 });
});

test("without a limit nothing is told", async () => {
  const ask = await start([namedRoute("GET", "/a")]);
  expect(await ask("/a")).toEqual({ status: 200 });
});

const statuses = async (answers: readonly Promise<{ readonly status: number }>[]) => {
  const found = await Promise.all(answers);
  return found.map(({ status }) => status);
};

const ONE = { rateLimit: 0.001, burstLimit: 1 };

describe("one caller", () => {
  const from = (address: string) => `X-Forwarded-For: ${address}`;

  test("is an address, or a /64 of IPv6", async () => {
    const ask = await start([namedRoute("GET", "/a")], { throttle: { ...ONE, per: "address" } });
    const callers = ["192.0.2.1", "192.0.2.2", "192.0.2.1", "2001:db8::1", "2001:db8:0:1::1"];
    const answers: number[] = [];
    for (const each of [...callers, "2001:db8::ffff:1"]) {
      answers.push((await ask("/a", from(each))).status);
    }
    expect(answers).toEqual([200, 200, 429, 200, 200, 429]);
  });

  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["2001:0DB8:0000:0000:1:2:3:4", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["1:2:3:4::", "1:2:3:4"],
    ["1::5:6:7:8", "1:0:0:0"],
  ])("%s is of %s", (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });

  test("is a principal, or, where nobody is known, an address", async () => {
    const throttle = { ...ONE, per: "principal" } as const;
    const open = namedRoute("GET", "/open", { throttle });
    const ask = await start([
      namedRoute("GET", "/known", { throttle, security: [[caller()]] }),
      open,
    ]);
    const [ann, bob] = ["Authorization: Bearer ann", "Authorization: Bearer bob"];
    expect(await statuses([ask("/known", ann, from("192.0.2.1"))])).toEqual([200]);
    expect(await statuses([ask("/known", ann, from("192.0.2.2"))])).toEqual([429]);
    expect(await statuses([ask("/known", bob, from("192.0.2.1"))])).toEqual([200]);
    // Nobody is called like an address, and what nobody checked names nobody.
    expect(await statuses([ask("/open", ann, from("192.0.2.1"))])).toEqual([200]);
    expect(await statuses([ask("/open", bob, from("192.0.2.1"))])).toEqual([429]);
  });
});

describe("an operation's limit and the gateway's", () => {
  const routes = [
    namedRoute("GET", "/narrow", { throttle: ONE }),
    namedRoute("GET", "/wide", { throttle: { rateLimit: 0.001, burstLimit: 10 } }),
  ];

  test("hold together, and what one refuses takes nothing of the other", async () => {
    const throttle = { rateLimit: 0.001, burstLimit: 3 };
    const ask = await start(routes, { throttle });
    const narrow: number[] = [];
    for (let each = 0; each < 5; each += 1) narrow.push((await ask("/narrow")).status);
    expect(narrow).toEqual([200, 429, 429, 429, 429]);
    // Two of three are left.
    const wide = [await ask("/wide"), await ask("/wide"), await ask("/wide")];
    expect(wide.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(wide[0]?.limit).toMatch(/^"throttle";r=1;/);
  });

  test("let in as many of those that come at once", async () => {
    const ask = await start(routes);
    const answers = await statuses(Array.from({ length: 20 }, () => ask("/wide")));
    expect(answers.filter((status) => status === 200)).toHaveLength(10);
  });
});
