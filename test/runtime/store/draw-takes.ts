import fc from "fast-check";
import type { Limit } from "../../../templates/runtime/store/store.js";

/** One request of a drawn sequence: the clock moves first. */
export interface DrawnTake {
  readonly stepMs: number;
  readonly limits: readonly Limit[];
}

const DAY = 86_400_000;

/** Mostly small steps, some over days and months, some back by less than what is remembered. */
const stepMs = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 400 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: -20_000_000, max: 0 }) },
);

const bucket = (key: string) =>
  fc.record({
    kind: fc.constant("bucket" as const),
    key: fc.constant(key),
    rateLimit: fc.constantFrom(0, 1, 3, 10, 250),
    burstLimit: fc.constantFrom(0, 1, 2, 5, 20),
  });

const quota = (key: string) =>
  fc.record({
    kind: fc.constant("quota" as const),
    key: fc.constant(key),
    limit: fc.constantFrom(0, 1, 3, 8),
    offset: fc.constantFrom(0, 2),
    period: fc.constantFrom("DAY" as const, "WEEK" as const, "MONTH" as const),
  });

/**
 * Limits that stay the same over a sequence, and requests each of which meets some of them. Before the
 * clock steps back all are met: how full a bucket was then is nowhere known if nobody looked.
 */
export const takes: fc.Arbitrary<readonly DrawnTake[]> = fc
  .tuple(bucket("a"), bucket("b"), quota("a"), quota("b"))
  .chain((all) =>
    fc
      .array(fc.record({ stepMs, limits: fc.subarray<Limit>(all) }), { maxLength: 60 })
      .map((drawn) =>
        drawn.flatMap((each) => (each.stepMs < 0 ? [{ stepMs: 0, limits: all }, each] : [each])),
      ),
  );

/** Instants around which calendars go wrong: month ends, leap days, new years, Mondays. */
export const starts: fc.Arbitrary<number> = fc
  .tuple(
    fc.constantFrom(
      "2024-02-28",
      "2024-02-29",
      "2025-02-28",
      "2026-12-31",
      "2026-08-02",
      "2027-04-30",
    ),
    fc.integer({ min: 0, max: DAY }),
  )
  .map(([day, ms]) => Date.parse(`${day}T00:00:00Z`) + ms);
