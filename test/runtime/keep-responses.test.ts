import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { authenticate } from "../../templates/runtime/authenticate.js";
import { Environment } from "../../templates/runtime/environment.js";
import type { Exchange } from "../../templates/runtime/exchange.js";
import type { Family } from "../../templates/runtime/family.js";
import { keepResponses, type Seal } from "../../templates/runtime/keep-responses.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import type { CacheKey, Route } from "../../templates/runtime/route.js";
import { aesSeal, readSeal } from "../../templates/runtime/seal.js";
import type { Authorize, Security } from "../../templates/runtime/security.js";
import { defineScheme } from "../../templates/runtime/security.js";
import type { CacheRule } from "../../templates/runtime/stage-definition.js";
import type { Store } from "../../templates/runtime/store/store.js";
import { MemoryStore } from "../../templates/runtime/store/memory-store.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const NOW = Date.parse("2026-03-02T12:00:00Z");

let upstream: StubUpstream;
const running: TestGateway[] = [];
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  upstream = await startStubUpstream();
});
beforeEach(() => {
  vi.setSystemTime(NOW);
  upstream.forget();
  counted(() => {});
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
});
afterAll(async () => {
  vi.useRealTimers();
  await upstream.stop();
});

/** Answers with what was asked and the number of the answer, after `prepare`. */
function counted(prepare: (response: ServerResponse) => void): void {
  let count = 0;
  upstream.answer((request, response) => {
    count += 1;
    prepare(response);
    response.end(`${request.url} ${count}`);
  });
}

const caller = defineScheme({ name: "caller", type: "http", httpScheme: "bearer" });
const authorize: Authorize = (request) => ({ principalId: request.header("authorization") ?? "" });

interface Kept {
  readonly key?: CacheKey;
  readonly cache?: CacheRule;
  readonly security?: Security;
  readonly family?: Family;
  readonly seal?: Seal;
  readonly store?: MemoryStore;
  readonly more?: readonly Route[];
}

const KEY: CacheKey = { query: ["kind"] };

/** Starts a gateway with one route, `/a`, whose responses are kept; answers what asks it. */
async function start({
  key = KEY,
  cache = {},
  security = [],
  family = openApi,
  seal,
  store = new MemoryStore({ maxBytes: 10_000_000 }),
  more = [],
}: Kept = {}) {
  const gateway = await startGateway({
    family,
    routes: [
      ...["GET", "HEAD", "POST"].map((method) =>
        proxyRoute(method, "/a", { cacheKey: key, cache, security }),
      ),
      ...more,
    ],
    stages: { authenticate: authenticate({ caller: authorize }), cache: keepResponses({ seal }) },
    upstreams: [[backend, upstream.url]],
    store,
  });
  running.push(gateway);
  return async (path: string, ...headers: readonly string[]) => {
    const [method = "", target = path] = path.includes(" ") ? path.split(" ") : ["GET", path];
    const response = await exchange(gateway.port, head(`${method} ${target}`, ...headers), method);
    if (response === undefined) throw new Error("no response");
    const { status, body } = response;
    const value = (name: string) => valuesOf(response, name)[0];
    return { status, body: body.toString(), age: value("age"), warning: value("warning") };
  };
}

const bodies = async (
  ask: Awaited<ReturnType<typeof start>>,
  ...requests: readonly (readonly [string, ...string[]])[]
) => {
  const answers: string[] = [];
  for (const [path, ...headers] of requests) answers.push((await ask(path, ...headers)).body);
  return answers;
};

describe("what is kept", () => {
  test("is answered for as long as it is said to be, and tells its age", async () => {
    const ask = await start({ cache: { ttlSeconds: 60 } });
    expect(await ask("/a")).toMatchObject({ body: "/a 1", age: undefined });
    vi.setSystemTime(NOW + 59_000);
    expect(await ask("/a")).toMatchObject({ body: "/a 1", age: "59" });
    vi.setSystemTime(NOW + 60_000);
    expect(await ask("/a")).toMatchObject({ body: "/a 2", age: undefined });
  });

  test("stands for requests whose declared parameters are the same", async () => {
    const ask = await start({ key: { query: ["kind"], headers: ["Accept-Language"] } });
    const english = "Accept-Language: en";
    expect(
      await bodies(
        ask,
        ["/a?kind=cat", english],
        ["/a?kind=cat&noise=1", english, "X-Noise: 1"],
        ["/a?kind=dog", english],
        ["/a?kind=cat", "Accept-Language: de"],
        ["/a?kind=cat&kind=dog", english],
        ["/a?kind=", english],
        ["/a", english],
      ),
    ).toEqual([
      "/a?kind=cat 1",
      "/a?kind=cat 1",
      "/a?kind=dog 2",
      "/a?kind=cat 3",
      "/a?kind=cat&kind=dog 4",
      "/a?kind= 5",
      "/a 6",
    ]);
  });

  test("is that of GET for GET, of HEAD for HEAD, and of no request with a body", async () => {
    const ask = await start();
    await ask("GET /a");
    await ask("HEAD /a");
    await ask("HEAD /a");
    expect(upstream.heard.map(({ method }) => method)).toEqual(["GET", "HEAD"]);
    upstream.forget();
    const gateway = running.at(-1);
    for (const _ of [1, 2]) {
      await exchange(gateway?.port ?? 0, `${head("POST /a", "Content-Length: 1")}x`);
    }
    expect(upstream.heard).toHaveLength(2);
  });
});

test("no values of a request come to the key of others", async () => {
  const names = ["a", "ab", "b"];
  const ask = await start({ key: { query: names, headers: ["x-a", "x-b"] } });
  const text = fc.stringMatching(/^[ab0-9:;,]{0,3}$/);
  const request = fc.record({
    query: fc.array(fc.tuple(fc.constantFrom(...names), text), { maxLength: 4 }),
    headers: fc.array(fc.tuple(fc.constantFrom("x-a", "x-b"), text), { maxLength: 3 }),
  });
  const byKey = new Map<string, string>();
  counted(() => {});
  await fc.assert(
    fc.asyncProperty(request, async ({ query, headers }) => {
      const written = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      const answered = await ask(
        `/a?${written.join("&")}`,
        ...headers.map(([name, value]) => `${name}: ${value}`),
      );
      const of = (pairs: readonly (readonly [string, string])[], name: string) =>
        pairs.filter(([each]) => each === name).map(([, value]) => value);
      const meant = JSON.stringify([
        names.map((name) => of(query, name)),
        ["x-a", "x-b"].map((name) => of(headers, name)),
      ]);
      const before = byKey.get(meant);
      if (before === undefined) {
        expect([...byKey.values()]).not.toContain(answered.body);
        byKey.set(meant, answered.body);
      } else {
        expect(answered.body).toBe(before);
      }
    }),
    { numRuns: 150 },
  );
});

describe("callers", () => {
  const [ann, bob] = ["Authorization: Bearer ann", "Authorization: Bearer bob"];

  test("that are known share nothing", async () => {
    const ask = await start({ security: [[caller()]] });
    expect(await bodies(ask, ["/a", ann], ["/a", bob], ["/a", ann], ["/a", bob])).toEqual([
      "/a 1",
      "/a 2",
      "/a 1",
      "/a 2",
    ]);
  });

  test("with credentials that nothing checks are answered by the upstream alone", async () => {
    const ask = await start();
    expect(await bodies(ask, ["/a"], ["/a", ann], ["/a", ann], ["/a"])).toEqual([
      "/a 1",
      "/a 2",
      "/a 3",
      "/a 1",
    ]);
    expect(upstream.heard.map((each) => heardValues(each, "authorization"))).toEqual([
      [],
      ["Bearer ann"],
      ["Bearer ann"],
    ]);
  });

  test("unless the key holds those", async () => {
    const ask = await start({ key: { headers: ["Authorization"] } });
    expect(await bodies(ask, ["/a", ann], ["/a", ann], ["/a", bob])).toEqual([
      "/a 1",
      "/a 1",
      "/a 2",
    ]);
  });
});

test.each<readonly [string, string | readonly string[], boolean]>([
  ["Set-Cookie", "a=1", false],
  ["Cache-Control", "private", false],
  ["Cache-Control", 'max-age=60, Private="x"', false],
  ["Cache-Control", ["max-age=60", "no-store"], false],
  ["Cache-Control", "max-age=1, x-private=1", true],
  ["Vary", "*", false],
  // It was not told these.
  ["Vary", "Accept-Encoding, Cookie", true],
  ["Vary", "Accept-Language", true],
  ["Vary", "X-Tenant", false],
  ["Vary", "accept, x-TENANT", false],
])("a response with %s: %s is kept: %s", async (name, value, isKept) => {
  counted((response) => response.setHeader(name, value));
  const key = { headers: ["Accept-Language"], forwardedHeaders: ["X-Tenant"] };
  const ask = await start({ key });
  const [first, second] = await bodies(ask, ["/a"], ["/a"]);
  expect(second === first).toBe(isKept);
});

test.each([
  [200, true],
  [204, true],
  [301, true],
  [206, false],
  [404, false],
  [500, false],
])("a response with status %i is kept: %s", async (status, isKept) => {
  counted((response) => (response.statusCode = status));
  const ask = await start();
  await ask("/a");
  await ask("/a");
  expect(upstream.begun).toBe(isKept ? 1 : 2);
});

test("of 20 callers at once one asks the upstream", async () => {
  const waiting: (() => void)[] = [];
  upstream.answer((_request, response) => waiting.push(() => response.end("once")));
  const ask = await start();
  const answers = Promise.all(Array.from({ length: 20 }, () => ask("/a")));
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  // All have been received when one on another connection was answered after them.
  expect(await ask("/nothing")).toMatchObject({ status: 404 });
  for (const answer of waiting) answer();
  expect(new Set((await answers).map(({ body }) => body))).toEqual(new Set(["once"]));
  expect(upstream.begun).toBe(1);
});

/** A request as far as the stage looks at it. */
function requestWith(store: Store): Exchange {
  const family = openApi;
  return {
    route: proxyRoute("GET", "/a", { cacheKey: {}, cache: {} }),
    settings: { family, stage: "prod", store },
    framing: { length: 0, chunked: false },
    method: "GET",
    rawHeaders: [],
    header: () => undefined,
    headerAll: () => undefined,
    narrow: () => () => {},
  } as unknown as Exchange;
}

test("a store that fails keeps nothing, and no request fails", async () => {
  const fails = () => Promise.reject(new Error("gone"));
  const store: Store = { take: fails, read: fails, write: fails, remove: fails };
  const stage = keepResponses({});
  let calls = 0;
  const integrate = async () => ({ status: 200, headers: [], body: Buffer.of((calls += 1)) });
  for (const count of [1, 2]) {
    expect((await stage(requestWith(store), integrate)).body).toEqual(Buffer.of(count));
  }
});

test("callers of one moment are not each the first", async () => {
  const request = requestWith(new MemoryStore({ maxBytes: 1000 }));
  const stage = keepResponses({});
  let calls = 0;
  const integrate = async () => {
    calls += 1;
    await nextTurn();
    return { status: 200, headers: [], body: Buffer.from("once") };
  };
  await Promise.all(Array.from({ length: 20 }, () => stage(request, integrate)));
  expect(calls).toBe(1);
});

describe("where the upstream fails, what was kept", () => {
  const fail = () => upstream.answer((_request, response) => response.writeHead(503).end("down"));

  test("stands in for as long as is said", async () => {
    const ask = await start({ cache: { ttlSeconds: 10, staleIfErrorSeconds: 60 } });
    await ask("/a");
    vi.setSystemTime(NOW + 30_000);
    fail();
    expect(await ask("/a")).toMatchObject({ status: 200, body: "/a 1", age: "30" });
    upstream.answer((_request, response) => response.destroy());
    expect(await ask("/a")).toMatchObject({ status: 200, body: "/a 1" });
    counted(() => {});
    expect(await ask("/a")).toMatchObject({ status: 200, age: undefined });
    vi.setSystemTime(NOW + 101_000);
    fail();
    expect(await ask("/a")).toMatchObject({ status: 503, body: "down" });
  });

  test("does not unless it is said", async () => {
    const ask = await start({ cache: { ttlSeconds: 10 } });
    await ask("/a");
    vi.setSystemTime(NOW + 30_000);
    fail();
    expect(await ask("/a")).toMatchObject({ status: 503, body: "down" });
  });
});

describe("Cache-Control: max-age=0", () => {
  const wish = "Cache-Control: no-transform, max-age=0";
  const IGNORED = "199 Cache-control headers were ignored because the caller was unauthorized.";

  test("is heeded from everybody where that is said", async () => {
    const ask = await start({ cache: { requireAuthorizationForCacheControl: false } });
    expect(await bodies(ask, ["/a"], ["/a", wish], ["/a"])).toEqual(["/a 1", "/a 2", "/a 2"]);
  });

  test.each([
    [undefined, 200, IGNORED],
    ["SUCCEED_WITH_RESPONSE_HEADER", 200, IGNORED],
    ["SUCCEED_WITHOUT_RESPONSE_HEADER", 200, undefined],
    ["FAIL_WITH_403", 403, undefined],
  ] as const)("else as %s has it", async (strategy, status, warning) => {
    const cache = strategy && { unauthorizedCacheControlHeaderStrategy: strategy };
    const ask = await start({ cache: cache ?? {}, family: restApi });
    await ask("/a");
    expect(await ask("/a", wish)).toMatchObject({ status, warning });
    expect(upstream.begun).toBe(1);
  });
});

test("what is not declared does not reach the upstream", async () => {
  const ask = await start({
    key: { query: ["kind"], headers: ["X-Kind"], forwardedQuery: ["page"] },
  });
  const undeclared = ["X-Other: 1", "Cookie: session=1", "X-Forwarded-Host: evil.example.com"];
  await ask("/a?kind=cat&page=2&other=1&KIND=x", "X-Kind: 1", ...undeclared);
  const heard = onlyHeard(upstream);
  expect(heard.target).toBe("/a?kind=cat&page=2");
  expect(heardValues(heard, "x-kind")).toEqual(["1"]);
  for (const name of ["x-other", "cookie"]) expect(heardValues(heard, name), name).toEqual([]);
  expect(heardValues(heard, "x-forwarded-host")).not.toContain("evil.example.com");
});

describe("encrypted values", () => {
  const key = Buffer.alloc(32, 1);
  const cache = { encrypted: true };
  /** Shows what it is given. */
  class SeenStore extends MemoryStore {
    readonly seen = new Map<string, Buffer>();
    override write(name: string, value: Buffer, ttlMs: number): void {
      this.seen.set(name, value);
      super.write(name, value, ttlMs);
    }
  }
  const open = () => new SeenStore({ maxBytes: 1_000_000 });

  test("are read by the gateway, and by nobody who reads the store", async () => {
    counted((response) => response.setHeader("X-Word", "confidential"));
    const store = open();
    const ask = await start({ cache, seal: aesSeal(key), store });
    expect(await bodies(ask, ["/a"], ["/a"])).toEqual(["/a 1", "/a 1"]);
    const [value = Buffer.alloc(0)] = store.seen.values();
    expect(value.includes("confidential")).toBe(false);
    expect(value.includes("/a 1")).toBe(false);
  });

  test("that another key made, or that stand under another name, are as good as none", async () => {
    const store = open();
    const ask = await start({ cache, seal: aesSeal(key), store });
    await bodies(ask, ["/a?kind=cat"], ["/a?kind=dog"]);
    const [[cat = ""] = [], [dog = "", ofDog] = []] = [...store.seen];
    if (ofDog === undefined) throw new Error("nothing was kept");
    const torn = Buffer.concat([ofDog.subarray(0, -1), Buffer.of(~(ofDog.at(-1) ?? 0) & 255)]);
    store.write(cat, ofDog, 60_000);
    store.write(dog, torn, 60_000);
    expect(await bodies(ask, ["/a?kind=cat"], ["/a?kind=dog"])).toEqual([
      "/a?kind=cat 3",
      "/a?kind=dog 4",
    ]);
    const other = await start({ cache, seal: aesSeal(Buffer.alloc(32, 2)), store });
    expect(await bodies(other, ["/a?kind=cat"])).toEqual(["/a?kind=cat 5"]);
  });

  test("are not kept without a key", async () => {
    const ask = await start({ cache });
    expect(await bodies(ask, ["/a"], ["/a"])).toEqual(["/a 1", "/a 2"]);
  });

  test.each([
    [key.toString("base64"), []],
    [key.toString("base64url"), []],
    [key.toString("hex"), []],
    ["", ["CACHE_KEY is not set"]],
    ["secret", ["CACHE_KEY must be 32 bytes, as base64 or as 64 hexadecimal digits"]],
    [`${"x".repeat(40)} !!`, ["CACHE_KEY must be 32 bytes, as base64 or as 64 hexadecimal digits"]],
  ])("CACHE_KEY=%s", (written, problems) => {
    const read = new Environment({ CACHE_KEY: written });
    const seal = readSeal(read);
    let found: readonly string[] = [];
    try {
      read.finish();
    } catch (error) {
      ({ problems: found } = error as { problems: readonly string[] });
    }
    expect(found).toEqual(problems);
    if (problems.length > 0) return;
    expect(
      aesSeal(key)
        .open(seal.close(Buffer.from("text"), "name"), "name")
        ?.toString(),
    ).toBe("text");
  });
});
