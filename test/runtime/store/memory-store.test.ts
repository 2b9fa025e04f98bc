import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryStore } from "../../../templates/runtime/store/memory-store.js";
import { periodEnd, periodStart } from "../../../templates/runtime/store/quota-period.js";
import type { Bucket, Quota } from "../../../templates/runtime/store/store.js";
import { starts, takes } from "./draw-takes.js";
import { ReferenceLimits } from "./reference-limits.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
  // No process does anything at its instant 0.
  vi.advanceTimersByTime(1);
});
afterEach(() => {
  vi.useRealTimers();
});

const open = (maxBytes = 1_000_000) => new MemoryStore({ maxBytes });
const DAY = 86_400_000;

test("limits are counted as the reference counts them", () => {
  fc.assert(
    fc.property(starts, takes, (start, sequence) => {
      const store = open();
      const reference = new ReferenceLimits();
      let now = start;
      for (const { stepMs, limits } of sequence) {
        now += stepMs;
        vi.setSystemTime(now);
        const { refusedBy, left } = store.take(limits);
        expect({ refusedBy, left }).toEqual(reference.take(limits, now));
      }
    }),
    { numRuns: 300 },
  );
});

test("what comes after the reset is let through, and nothing a millisecond before", () => {
  fc.assert(
    fc.property(starts, takes, (start, sequence) => {
      const store = open();
      vi.setSystemTime(start);
      for (const { limits } of sequence) {
        const { refusedBy, resetMs } = store.take(limits);
        const limit = limits[refusedBy ?? -1];
        const ms = resetMs[refusedBy ?? -1];
        // The new period of a quota may have nothing either.
        if (limit === undefined || ms === undefined || limit.kind === "quota" || ms === Infinity) {
          continue;
        }
        vi.setSystemTime(Date.now() + ms - 1);
        expect(store.take([limit]).refusedBy).toBe(0);
        vi.setSystemTime(Date.now() + 1);
        expect(store.take([limit]).refusedBy).toBeUndefined();
      }
    }),
    { numRuns: 100 },
  );
});

const bucket = (over: Partial<Bucket> = {}): Bucket => ({
  kind: "bucket",
  key: "k",
  rateLimit: 10,
  burstLimit: 5,
  ...over,
});
const quota = (over: Partial<Quota> = {}): Quota => ({
  kind: "quota",
  key: "k",
  limit: 3,
  offset: 0,
  period: "DAY",
  ...over,
});

describe("a bucket", () => {
  test("is full at first, and says what is left and when there is more", () => {
    vi.setSystemTime(0);
    expect(open().take([bucket()])).toEqual({ refusedBy: undefined, left: [4], resetMs: [100] });
  });

  test.each([
    ["no burst", { burstLimit: 0 }, Infinity],
    ["neither rate nor burst", { burstLimit: 0, rateLimit: 0 }, Infinity],
  ])("of %s refuses always", (_, over, ms) => {
    const store = open();
    for (let day = 0; day < 3; day += 1) {
      vi.setSystemTime(day * DAY);
      expect(store.take([bucket(over)])).toEqual({ refusedBy: 0, left: [0], resetMs: [ms] });
    }
  });

  test("gives nothing twice where the clock steps back, and fills from there", () => {
    const store = open();
    vi.setSystemTime(10 * DAY);
    for (let count = 0; count < 5; count += 1) store.take([bucket()]);
    vi.setSystemTime(9 * DAY);
    expect(store.take([bucket()]).refusedBy).toBe(0);
    vi.setSystemTime(9 * DAY + 100);
    expect(store.take([bucket()]).refusedBy).toBeUndefined();
    expect(store.take([bucket()]).refusedBy).toBe(0);
  });
});

test("nothing is taken of any limit unless all are met", () => {
  const store = open();
  const limits = [bucket({ rateLimit: 0 }), quota({ limit: 1 }), bucket({ key: "other" })];
  expect(store.take(limits).refusedBy).toBeUndefined();
  for (let count = 0; count < 10; count += 1) {
    expect(store.take(limits)).toMatchObject({ refusedBy: 1, left: [4, 0, 4] });
  }
  expect(store.take([bucket({ rateLimit: 0 })]).left).toEqual([3]);
});

describe("a quota", () => {
  const at = (text: string) => vi.setSystemTime(Date.parse(text));

  test.each<[Quota["period"], string, string, string]>([
    ["DAY", "2026-03-28T23:59:59.999Z", "2026-03-28", "2026-03-29"],
    ["WEEK", "2026-08-02T23:59:59.999Z", "2026-07-27", "2026-08-03"],
    ["WEEK", "2026-08-03T00:00:00.000Z", "2026-08-03", "2026-08-10"],
    ["WEEK", "1970-01-01T00:00:00.000Z", "1969-12-29", "1970-01-05"],
    ["MONTH", "2024-02-29T12:00:00.000Z", "2024-02-01", "2024-03-01"],
    ["MONTH", "2025-02-28T23:59:59.999Z", "2025-02-01", "2025-03-01"],
    ["MONTH", "2026-12-31T23:59:59.999Z", "2026-12-01", "2027-01-01"],
  ])("of a %s has at %s the period from %s to %s", (period, now, start, end) => {
    expect(periodStart(period, Date.parse(now))).toBe(Date.parse(start));
    expect(periodEnd(period, Date.parse(now))).toBe(Date.parse(end));
  });

  test("begins anew at midnight, and not before", () => {
    const store = open();
    at("2026-02-28T23:59:59.999Z");
    const left = [0, 1, 2, 3].map(() => store.take([quota()]));
    expect(left.map((each) => each.refusedBy)).toEqual([undefined, undefined, undefined, 0]);
    expect(left.at(-1)?.resetMs).toEqual([1]);
    at("2026-03-01T00:00:00.000Z");
    expect(store.take([quota()])).toEqual({ refusedBy: undefined, left: [2], resetMs: [DAY] });
  });

  test("does not come back to a period that is over", () => {
    const store = open();
    at("2026-02-28T23:59:59.000Z");
    store.take([quota({ limit: 1 })]);
    at("2026-03-01T00:00:00.000Z");
    store.take([quota({ limit: 1 })]);
    at("2026-02-28T23:59:59.500Z");
    expect(store.take([quota({ limit: 1 })])).toEqual({
      refusedBy: 0,
      left: [0],
      resetMs: [DAY + 500],
    });
  });

  test("is less by its offset in the first period of its key only, even after a year", () => {
    const store = open();
    at("2026-01-10T00:00:00.000Z");
    const monthly = quota({ period: "MONTH", offset: 2 });
    expect(store.take([monthly]).left).toEqual([0]);
    expect(store.take([monthly]).refusedBy).toBe(0);
    at("2027-01-31T00:00:00.000Z");
    expect(store.take([monthly]).left).toEqual([2]);
  });
});

describe("what is over is forgotten", () => {
  test("buckets that are full again, and quotas of periods that ended", () => {
    const store = open();
    vi.setSystemTime(0);
    for (let caller = 0; caller < 10_000; caller += 1) {
      const key = `caller ${caller}`;
      store.take([bucket({ key }), quota({ key })]);
    }
    expect(store.size).toBe(20_000);
    vi.setSystemTime(3 * DAY);
    for (let count = 0; count < 10_000; count += 1) store.take([bucket(), quota({ limit: 1e6 })]);
    expect(store.size).toBe(2);
  });

  test("a stream of callers leaves as many as are not full yet", () => {
    const store = open();
    for (let caller = 0; caller < 50_000; caller += 1) {
      vi.setSystemTime(caller);
      store.take([bucket({ key: `caller ${caller}` })]);
    }
    // Each is full after 100 ms.
    expect(store.size).toBeLessThan(400);
  });
});

describe("cached values", () => {
  const EXTRA = 200;

  test("are kept as the reference keeps them: by bytes, by age, the ones that were read longest", () => {
    const key = fc.constantFrom("a", "b", "c", "d", "e");
    const action = fc.oneof(
      fc.record({ do: fc.constant("read" as const), key }),
      fc.record({ do: fc.constant("remove" as const), key }),
      fc.record({
        do: fc.constant("write" as const),
        key,
        size: fc.integer({ min: 0, max: 1200 }),
        ttlMs: fc.integer({ min: 0, max: 500 }),
      }),
      fc.record({ do: fc.constant("step" as const), ms: fc.integer({ min: 0, max: 200 }) }),
    );
    const maxBytes = 2000;
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const store = open(maxBytes);
        // Those that were used last come last.
        const kept = new Map<string, { value: Buffer; bytes: number; until: number }>();
        vi.setSystemTime(0);
        let now = 0;
        for (const each of actions) {
          if (each.do === "step") {
            now += each.ms;
            vi.advanceTimersByTime(each.ms);
          } else if (each.do === "remove") {
            store.remove(each.key);
            kept.delete(each.key);
          } else if (each.do === "read") {
            const found = kept.get(each.key);
            if (found !== undefined) kept.delete(each.key);
            if (found !== undefined && found.until >= now) kept.set(each.key, found);
            expect(store.read(each.key)).toBe(kept.get(each.key)?.value);
          } else {
            const value = Buffer.alloc(each.size);
            const bytes = each.size + 2 * each.key.length + EXTRA;
            store.write(each.key, value, each.ttlMs);
            kept.delete(each.key);
            if (each.ttlMs === 0 || bytes > maxBytes) continue;
            kept.set(each.key, { value, bytes, until: now + each.ttlMs });
            while ([...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0) > maxBytes) {
              kept.delete([...kept.keys()][0] ?? "");
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("are no longer there when their time is over, whatever the clock of the day says", () => {
    const store = open();
    vi.setSystemTime(10 * DAY);
    store.write("k", Buffer.from("v"), 1000);
    vi.advanceTimersByTime(900);
    vi.setSystemTime(9 * DAY);
    expect(store.read("k")).toEqual(Buffer.from("v"));
    vi.advanceTimersByTime(101);
    expect(store.read("k")).toBeUndefined();
  });
});
