import { periodEnd } from "./quota-period.js";
import type { Quota } from "./store.js";

/** How much of a quota was used in a period. */
export interface QuotaState {
  readonly used: number;
  /** When the period ends, in epoch milliseconds, by which it is known. */
  readonly end: number;
  /** Whether it is the first one of its key. */
  readonly isFirst: boolean;
}

/** What was used in the period of now, if this is what was last seen. */
export function turn(quota: Quota, state: QuotaState | undefined, now: number): QuotaState {
  // A period that is over does not come back with a clock that does.
  if (state !== undefined && now < state.end) return state;
  return { used: 0, end: periodEnd(quota.period, now), isFirst: state === undefined };
}

/** How many requests may still come. */
export function remainderOf({ limit, offset }: Quota, { used, isFirst }: QuotaState): number {
  return Math.max(0, limit - (isFirst ? offset : 0) - used);
}
