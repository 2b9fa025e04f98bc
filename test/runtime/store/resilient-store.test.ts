import { pino } from "pino";
import { Registry } from "prom-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MemoryStore } from "../../../templates/runtime/store/memory-store.js";
import type {
  OnStoreFailure,
  RemoteStore,
  StoreFailureOptions,
} from "../../../templates/runtime/store/resilient-store.js";
import { ResilientStore } from "../../../templates/runtime/store/resilient-store.js";
import type { Bucket, Limit, Quota } from "../../../templates/runtime/store/store.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  vi.advanceTimersByTime(1);
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store that works, fails or hangs as the test says. */
class Remote implements RemoteStore {
  readonly memory = new MemoryStore({ maxBytes: 10_000 });
  state: "works" | "fails" | "hangs" = "works";
  asked = 0;
  renewed = 0;

  take = (limits: readonly Limit[]) => this.#answer(() => this.memory.take(limits));
  read = (key: string) => this.#answer(() => this.memory.read(key));
  write = (...given: Parameters<MemoryStore["write"]>) =>
    this.#answer(() => this.memory.write(...given));
  remove = (key: string) => this.#answer(() => this.memory.remove(key));

  renew(): void {
    this.renewed += 1;
  }

  async #answer<Value>(value: () => Value): Promise<Value> {
    this.asked += 1;
    if (this.state === "hangs") return new Promise(() => {});
    if (this.state === "fails") throw new Error("gone");
    return value();
  }
}

function open(over: Partial<StoreFailureOptions> = {}) {
  const lines: Record<string, unknown>[] = [];
  const remote = new Remote();
  const metrics = new Registry();
  const store = new ResilientStore({
    remote,
    local: new MemoryStore({ maxBytes: 1 }),
    localShare: 1,
    onFailure: { throttle: "local", quota: "local" },
    ...over,
    logger: pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) }),
    metrics,
  });
  const failures = async () => {
    const { values } = await metrics.getSingleMetric("gateway_store_failures_total")!.get();
    return Object.fromEntries(values.map(({ labels, value }) => [labels["operation"], value]));
  };
  return { store, remote, lines, failures };
}

const bucket: Bucket = { kind: "bucket", key: "b", rateLimit: 0, burstLimit: 10 };
const quota: Quota = { kind: "quota", key: "q", limit: 100, offset: 0, period: "DAY" };

test("a store that hangs is waited for once, by those that asked before it was known", async () => {
  const { store, remote, failures } = open();
  remote.state = "hangs";
  const waiting = [store.take([bucket]), store.take([bucket]), store.read("v")];
  await vi.advanceTimersByTimeAsync(19);
  expect(remote.asked).toBe(3);
  expect(await failures()).toEqual({});
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all(waiting)).toMatchObject([{ left: [9] }, { left: [8] }, undefined]);
  for (let left = 7; left >= 0; left -= 1)
    expect(store.take([bucket])).toMatchObject({ left: [left] });
  expect(store.take([bucket])).toMatchObject({ refusedBy: 0 });
  expect(store.read("v")).toBeUndefined();
  expect(store.write("v", Buffer.from("x"), 1000)).toBeUndefined();
  expect(store.remove("v")).toBeUndefined();
  // The one probe that is on its way.
  expect(remote.asked).toBe(4);
  expect(await failures()).toEqual({ take: 11, read: 2, write: 1, remove: 1 });
});

test("it is probed by one at a time, at most once a second, and used when it is back", async () => {
  const { store, remote } = open();
  remote.state = "hangs";
  const first = store.take([bucket]);
  await vi.advanceTimersByTimeAsync(20);
  await first;
  remote.asked = 0;
  for (let ms = 0; ms < 60_000; ms += 1) {
    store.read("v");
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(remote.asked).toBeGreaterThan(55);
  expect(remote.asked).toBeLessThan(65);
  // Connections to what hangs are made anew every five seconds or so.
  expect(remote.renewed).toBeGreaterThan(8);
  expect(remote.renewed).toBeLessThan(13);
  remote.state = "works";
  await vi.advanceTimersByTimeAsync(1100);
  store.read("v");
  await vi.advanceTimersByTimeAsync(0);
  expect(await store.take([bucket])).toMatchObject({ left: [9] });
  expect(store.take([bucket])).toBeInstanceOf(Promise);
});

test("it is logged once a minute with how many went without it, and once when it is back", async () => {
  const { store, remote, lines } = open();
  remote.state = "fails";
  await store.take([bucket]);
  for (let second = 0; second < 130; second += 1) {
    store.take([bucket]);
    await vi.advanceTimersByTimeAsync(1000);
  }
  remote.state = "works";
  await vi.advanceTimersByTimeAsync(1000);
  store.take([bucket]);
  await vi.advanceTimersByTimeAsync(0);
  await store.take([bucket]);
  const said = lines.map(({ msg, operations, cause }) => ({ msg, operations, cause }));
  expect(said.map(({ msg }) => msg)).toEqual([
    "gone on without the store",
    "gone on without the store",
    "gone on without the store",
    "the store is back",
  ]);
  expect(said[0]).toMatchObject({ operations: 1, cause: "Error: gone" });
  const all = said.reduce((sum, each) => sum + Number(each.operations), 0);
  expect(all).toBe(132);
});

test("local limits are the share of what was left", async () => {
  const { store, remote } = open({ localShare: 0.25 });
  const half = { ...bucket, burstLimit: 40 };
  for (let count = 0; count < 20; count += 1) await store.take([half, quota]);
  remote.state = "fails";
  await store.take([half, quota]);
  let admitted = 1;
  while ((await store.take([half, quota])).refusedBy === undefined) admitted += 1;
  // Of the 20 that were left of the bucket.
  expect(admitted).toBe(5);
  admitted = 0;
  while ((await store.take([quota])).refusedBy === undefined) admitted += 1;
  // Of the 80 that were left of the quota; five were taken with the bucket.
  expect(admitted).toBe(15);
});

test("a share of nothing refuses what is decided locally", async () => {
  const { store, remote } = open({ localShare: 0 });
  remote.state = "fails";
  expect(await store.take([bucket])).toMatchObject({ refusedBy: 0 });
  expect(await store.take([quota])).toMatchObject({ refusedBy: 0 });
});

test.each<[OnStoreFailure, OnStoreFailure, object]>([
  ["local", "open", { refusedBy: undefined, left: [0, 100], resetMs: [Infinity, 0] }],
  ["open", "local", { refusedBy: undefined, left: [1, 99] }],
  ["open", "open", { refusedBy: undefined, left: [1, 100], resetMs: [0, 0] }],
])("without it, throttling is %s and quotas are %s", async (throttle, use, expected) => {
  const { store, remote } = open({ onFailure: { throttle, quota: use } });
  remote.state = "fails";
  expect(await store.take([{ ...bucket, burstLimit: 1 }, quota])).toMatchObject(expected);
});

test("the place of what refuses is its place among all limits", async () => {
  const { store, remote } = open({ onFailure: { throttle: "open", quota: "local" } });
  remote.state = "fails";
  expect(await store.take([bucket, { ...quota, limit: 0 }])).toMatchObject({ refusedBy: 1 });
});

test("what may not be decided without it fails, at once or in time", async () => {
  const { store, remote } = open({ onFailure: { throttle: "local", quota: "closed" } });
  remote.state = "fails";
  await expect(store.take([bucket, quota])).rejects.toThrow("internal-error");
  expect(() => store.take([quota])).toThrow("internal-error");
  expect(store.take([bucket])).toMatchObject({ refusedBy: undefined });
});
