import type { Bucket } from "./store.js";

/**
 * How full a bucket was. In thousandths of tokens, so that whole rates lose nothing to rounding: each
 * millisecond adds `rateLimit` of them.
 */
export interface BucketState {
  readonly thousandths: number;
  /** When, in epoch milliseconds. */
  readonly at: number;
}

/** How full a bucket is now, if it was last seen like this; one never seen is full. */
export function refill(
  { rateLimit, burstLimit }: Bucket,
  state: BucketState | undefined,
  now: number,
): BucketState {
  const full = burstLimit * 1000;
  if (state === undefined) return { thousandths: full, at: now };
  // Where the clock stepped back, nothing is added for that time, and it counts on from there.
  const added = Math.max(0, now - state.at) * rateLimit;
  return { thousandths: Math.min(full, state.thousandths + added), at: now };
}

/** Whole tokens. */
export function tokensOf({ thousandths }: BucketState): number {
  return Math.floor(thousandths / 1000);
}

/** Milliseconds until a bucket has one more token; 0 if it is full, Infinity if it never will. */
export function nextTokenMs({ rateLimit, burstLimit }: Bucket, state: BucketState): number {
  if (burstLimit < 1) return Infinity;
  if (state.thousandths >= burstLimit * 1000) return 0;
  return Math.ceil((1000 * (tokensOf(state) + 1) - state.thousandths) / rateLimit);
}

/** Milliseconds until a bucket is full, which is the same as none. */
export function fullMs({ rateLimit, burstLimit }: Bucket, { thousandths }: BucketState): number {
  const missing = burstLimit * 1000 - thousandths;
  return missing > 0 ? Math.ceil(missing / rateLimit) : 0;
}
