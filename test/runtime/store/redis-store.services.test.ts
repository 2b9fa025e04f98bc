import { join } from "node:path";
import fc from "fast-check";
import { pino } from "pino";
import { Registry } from "prom-client";
import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryStore } from "../../../templates/runtime/store/memory-store.js";
import { openStore } from "../../../templates/runtime/store/open-store.js";
import { connectRedis } from "../../../templates/runtime/store/redis-connection.js";
import { RedisStore } from "../../../templates/runtime/store/redis-store.js";
import type { Bucket, Limit, Quota, Store } from "../../../templates/runtime/store/store.js";
import { TAKE_SCRIPT } from "../../../templates/runtime/store/take-script.js";
import { RedisServer } from "../../services/redis-server.js";
import { starts, takes } from "./draw-takes.js";

const found = await RedisServer.find();
if (typeof found === "string") console.warn(`The store in Redis is not tested: ${found}`);

describe.skipIf(typeof found === "string")("Redis", () => {
  const server = found as RedisServer;
  const admin = createClient({ url: typeof found === "string" ? "" : found.url });
  admin.on("error", () => {});
  const opened: Store[] = [];

  beforeAll(async () => {
    await server.start();
    await admin.connect();
  });
  afterAll(async () => {
    admin.destroy();
    await server.remove();
  });
  beforeEach(async () => {
    await admin.flushAll();
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const store of opened.splice(0)) await store.close?.();
  });

  const settings = (port = server.port) => ({
    url: `redis://127.0.0.1:${port}`,
    cluster: false,
    caFile: undefined,
  });

  async function shared(): Promise<RedisStore> {
    const store = new RedisStore({ ...settings(), apiId: "api" });
    opened.push(store);
    await store.open();
    return store;
  }

  /** Its script reads its clock of keys that the test sets; nothing expires by another one. */
  async function onTestClock(): Promise<RedisStore> {
    const script = TAKE_SCRIPT.replace(
      "redis.call('TIME')",
      "redis.call('MGET', 'clock:s', 'clock:us')",
    ).replaceAll(/'PX', string\.format\(.*\)$/gm, "'PX', '1000000000')");
    const store = new RedisStore({
      ...settings(),
      apiId: "api",
      connect: (each) => connectRedis(each, script),
    });
    opened.push(store);
    await store.open();
    return store;
  }

  async function setClock(ms: number): Promise<void> {
    const seconds = Math.floor(ms / 1000);
    await admin.mSet({ "clock:s": `${seconds}`, "clock:us": `${(ms - seconds * 1000) * 1000}` });
  }

  const bucket = (over: Partial<Bucket> = {}): Bucket => ({
    kind: "bucket",
    key: "k",
    rateLimit: 100,
    burstLimit: 200,
    ...over,
  });
  const quota = (over: Partial<Quota> = {}): Quota => ({
    kind: "quota",
    key: "k",
    limit: 10_000,
    offset: 0,
    period: "MONTH",
    ...over,
  });

  test("answers as the store in memory does, whatever is asked when", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const store = await onTestClock();
    await fc.assert(
      fc.asyncProperty(starts, takes, async (start, sequence) => {
        await admin.flushAll();
        const memory = new MemoryStore({ maxBytes: 1 });
        let now = start;
        for (const { stepMs, limits } of sequence) {
          now += stepMs;
          vi.setSystemTime(now);
          await setClock(now);
          expect(await store.take(limits)).toEqual(memory.take(limits));
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["behind", -3_600_000],
    ["ahead", 3_600_000],
  ])("counts in the period of its own clock where a gateway's is %s", async (_, skew) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const store = await onTestClock();
    const midnight = Date.parse("2026-03-01T00:00:00Z");
    const daily = quota({ period: "DAY", limit: 1 });
    const takeAt = async (ms: number) => {
      vi.setSystemTime(ms + skew);
      await setClock(ms);
      return store.take([daily]);
    };
    expect(await takeAt(midnight - 1)).toMatchObject({ refusedBy: undefined, resetMs: [1] });
    expect(await takeAt(midnight - 1)).toMatchObject({ refusedBy: 0 });
    expect(await takeAt(midnight)).toMatchObject({ refusedBy: undefined, resetMs: [86_400_000] });
  });

  test("has its keys expire by themselves, and in one place of a cluster", async () => {
    const store = await shared();
    await store.take([
      bucket({ rateLimit: 1 }),
      bucket({ key: "never", rateLimit: 0 }),
      quota(),
      quota({ key: "o", offset: 1 }),
    ]);
    await store.write("v", Buffer.from("x"), 1000);
    const keys = await admin.keys("*");
    expect(keys.toSorted()).toEqual([
      "gatewright:api:value:v",
      "{gatewright:api}:bucket:k",
      "{gatewright:api}:bucket:never",
      "{gatewright:api}:quota:k",
      "{gatewright:api}:quota:o",
    ]);
    for (const key of keys) expect(await admin.pTTL(key), key).toBeGreaterThan(0);
  });

  test("keeps values that are bytes, and removes them", async () => {
    const store = await shared();
    const value = Buffer.from(Uint8Array.from({ length: 256 }, (_, index) => index));
    await store.write("v", value, 60_000);
    expect(await store.read("v")).toEqual(value);
    await store.remove("v");
    expect(await store.read("v")).toBeUndefined();
    await store.write("v", value, 1);
    await vi.waitFor(async () => expect(await store.read("v")).toBeUndefined());
  });

  test("is asked once for all limits of a request", async () => {
    const store = await shared();
    const limits: readonly Limit[] = [bucket(), bucket({ key: "b" }), quota(), quota({ key: "q" })];
    await store.take(limits);
    await admin.configResetStat();
    for (let count = 0; count < 100; count += 1) await store.take(limits);
    const stats = await admin.info("commandstats");
    const asked = [...stats.matchAll(/cmdstat_([^:]+):calls=(\d+)/g)]
      .map(([, name = "", calls]) => [name, Number(calls)] as const)
      // What the script does there, and the test itself, is no round trip of the gateway.
      .filter(
        ([name]) => !["get", "set", "del", "time", "info", "config|resetstat"].includes(name),
      );
    expect(asked).toEqual([["evalsha", 100]]);
  });

  test("goes on where it forgot the script", async () => {
    const store = await shared();
    await store.take([quota()]);
    await admin.scriptFlush();
    expect((await store.take([quota()])).left).toEqual([9998]);
  });

  test("admits what one bucket holds, however many gateways take of it", async () => {
    const stores = await Promise.all([shared(), shared(), shared()]);
    const clock = async () => {
      const [seconds, micros] = await admin.sendCommand<[string, string]>(["TIME"]);
      return Number(seconds) + Number(micros) / 1e6;
    };
    let admitted = 0;
    let refused = 0;
    const takeOnce = async (store: Store) => {
      const isMet = (await store.take([bucket()])).refusedBy === undefined;
      if (isMet) admitted += 1;
      else refused += 1;
      return isMet;
    };
    // It is full until the first take, and empty after the last: the first and last are between these.
    const before = await clock();
    await takeOnce(stores[0]);
    const begun = await clock();
    const until = performance.now() + 4000;
    await Promise.all(
      [...stores, ...stores, ...stores].map(async (store) => {
        while (performance.now() < until) await takeOnce(store);
      }),
    );
    let ended = await clock();
    while (await takeOnce(stores[0])) ended = await clock();
    const after = await clock();
    const [least, most] = [200 + 100 * (ended - begun), 200 + 100 * (after - before)];
    const exact = `${least.toFixed(1)} to ${most.toFixed(1)}`;
    console.log(`bucket: ${admitted} admitted of ${admitted + refused}, exact ${exact}`);
    expect(refused).toBeGreaterThan(admitted);
    expect(admitted).toBeGreaterThan(0.99 * least);
    expect(admitted).toBeLessThan(1.01 * most);
  });

  test("cuts a quota at exactly its limit, with eight clients at once", async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, shared));
    const counts = await Promise.all(
      stores.map(async (store) => {
        let admitted = 0;
        for (let count = 0; count < 1500; count += 1) {
          if ((await store.take([quota()])).refusedBy === undefined) admitted += 1;
        }
        return admitted;
      }),
    );
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(10_000);
  });

  /** A gateway's store, and what it said. */
  function gateway(localShare: number, url = server.url) {
    const lines: Record<string, unknown>[] = [];
    const metrics = new Registry();
    const store = openStore(
      {
        apiId: "api",
        store: {
          redis: { ...settings(), url },
          maxBytes: 1000,
          localShare,
          onFailure: { throttle: "local", quota: "local" },
        },
      },
      {
        logger: pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) }),
        metrics,
      },
    );
    opened.push(store);
    const failures = async () => {
      const { values } = await metrics.getSingleMetric("gateway_store_failures_total")!.get();
      return values.reduce((sum, { value }) => sum + value, 0);
    };
    const messages = () => lines.map((line) => line["msg"]);
    return { store, failures, messages, text: () => JSON.stringify(lines) };
  }

  /** Takes until the store in Redis was asked, and answered. */
  async function shareAgain({ store, failures }: ReturnType<typeof gateway>, limit: Limit) {
    return vi.waitFor(
      async () => {
        const before = await failures();
        const taken = await store.take([limit]);
        expect(await failures()).toBe(before);
        return taken;
      },
      { timeout: 20_000, interval: 20 },
    );
  }

  test.each([
    ["for a second", 1000],
    // Longer than a connection is believed in: it is made anew while nothing answers.
    ["for seven", 7000],
  ])("paused %s leaves each gateway with its share, and comes back", async (_, ms) => {
    const alone = gateway(0.5);
    const { store, failures } = alone;
    await store.open?.();
    const slow = quota({ key: "slow", limit: 1000 });
    const [left = 0] = (await shareAgain(alone, slow)).left;
    const before = await failures();
    server.pause();
    const until = performance.now() + ms;
    let admitted = 0;
    let asked = 0;
    let waited = 0;
    while (performance.now() < until) {
      const answer = store.take([slow]);
      if (answer instanceof Promise) waited += 1;
      if ((await answer).refusedBy === undefined) admitted += 1;
      asked += 1;
      if (asked % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    server.resume();
    // Half of what is left is for this gateway while nobody can be asked.
    expect(admitted).toBe(Math.floor(left / 2));
    expect(waited).toBe(1);
    expect(asked).toBeGreaterThan(1000);
    expect((await failures()) - before).toBe(asked);
    // Of the shared quota again, which knows little of what was taken meanwhile.
    expect((await shareAgain(alone, slow)).left[0]).toBeGreaterThan(left - 50);
    expect(alone.messages()[0]).toBe("gone on without the store");
  });

  test("killed and started again is used again, by the same gateway", async () => {
    const alone = gateway(1);
    const { store } = alone;
    await store.open?.();
    await shareAgain(alone, quota());
    await server.stop();
    for (let count = 0; count < 1000; count += 1) {
      await store.take([bucket({ key: "other", rateLimit: 0 })]);
    }
    expect((await store.take([bucket({ key: "other", rateLimit: 0 })])).refusedBy).toBe(0);
    await server.start();
    await shareAgain(alone, quota());
    // The test has to connect again as well.
    await vi.waitFor(async () => {
      expect(await admin.keys("*:quota:k")).toHaveLength(1);
    });
  });

  test("that is not there yet keeps no gateway from starting", async () => {
    await server.stop();
    const alone = gateway(1, `redis://user:s3cr3t@127.0.0.1:${server.port}`);
    const { store, messages, text } = alone;
    await store.open?.();
    expect((await store.take([bucket()])).left).toEqual([199]);
    expect(await store.read("v")).toBeUndefined();
    expect(messages()).toEqual(["gone on without the store"]);
    expect(text()).toContain("ECONNREFUSED");
    expect(text()).not.toContain("s3cr3t");
    await server.start();
    await admin.aclSetUser("user", ["on", ">s3cr3t", "~*", "&*", "+@all"]);
    await shareAgain(alone, bucket());
    expect(messages()).toContain("the store is back");
  });
});

const node = await RedisServer.find();

describe.skipIf(typeof node === "string")("a cluster", () => {
  const server = node as RedisServer;
  afterAll(() => server.remove());

  test("takes all limits of a request in one place, and starts after the gateway", async () => {
    const metrics = new Registry();
    const store = openStore(
      {
        apiId: "api",
        store: {
          redis: { url: server.url, cluster: true, caFile: undefined },
          maxBytes: 1000,
          localShare: 1,
          onFailure: { throttle: "local", quota: "local" },
        },
      },
      { logger: pino({ level: "silent" }), metrics },
    );
    await store.open?.();
    const bucket: Bucket = { kind: "bucket", key: "a", rateLimit: 0, burstLimit: 100 };
    const quota: Quota = { kind: "quota", key: "b", limit: 9, offset: 0, period: "DAY" };
    expect((await store.take([bucket, quota])).left).toEqual([99, 8]);
    await server.start({ "cluster-enabled": "yes" });
    const admin = createClient({ url: server.url });
    await admin.connect();
    await admin.sendCommand(["CLUSTER", "ADDSLOTSRANGE", "0", "16383"]);
    await vi.waitFor(
      async () => {
        await store.take([bucket, quota]);
        expect(await admin.keys("*")).toContain("{gatewright:api}:quota:b");
      },
      { timeout: 20_000, interval: 50 },
    );
    await store.write("v", Buffer.from("x"), 60_000);
    expect(await store.read("v")).toEqual(Buffer.from("x"));
    await store.close?.();
    admin.destroy();
  });
});

const CERTIFICATES = join(import.meta.dirname, "../certificates");
const tls = await RedisServer.find();

describe.skipIf(typeof tls === "string")("over TLS", () => {
  const server = tls as RedisServer;
  beforeAll(() =>
    server.start({
      port: "0",
      "tls-port": String(server.port),
      "tls-auth-clients": "no",
      "tls-cert-file": join(CERTIFICATES, "upstream.cert.pem"),
      "tls-key-file": join(CERTIFICATES, "upstream.key.pem"),
    }),
  );
  afterAll(() => server.remove());

  const open = async (caFile: string | undefined) => {
    const url = `rediss://127.0.0.1:${server.port}`;
    const store = new RedisStore({ url, cluster: false, caFile, apiId: "api" });
    await store.open();
    return store;
  };

  test("it is believed by the authority that the settings name", async () => {
    const store = await open(join(CERTIFICATES, "authority.cert.pem"));
    await store.write("v", Buffer.from("x"), 60_000);
    expect(await store.read("v")).toEqual(Buffer.from("x"));
    await store.close();
  });

  test("it is not believed by others, and the log can say why", async () => {
    const store = await open(undefined);
    await expect(store.read("v")).rejects.toThrow(/certificate/);
    await store.close();
  });

  test("a file that cannot be read keeps the gateway from starting", async () => {
    await expect(open(join(CERTIFICATES, "nothing.pem"))).rejects.toThrow("ENOENT");
  });
});
