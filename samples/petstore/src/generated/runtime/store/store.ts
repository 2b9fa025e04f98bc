/** A token bucket: `burstLimit` tokens at most, `rateLimit` more each second. */
export interface Bucket {
  readonly kind: "bucket";
  readonly key: string;
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** So many requests in a calendar period of UTC; `offset` fewer in the first one of its key. */
export interface Quota {
  readonly kind: "quota";
  readonly key: string;
  readonly limit: number;
  readonly offset: number;
  /** A day from midnight, a week from Monday, a month from its first day. */
  readonly period: "DAY" | "WEEK" | "MONTH";
}

export type Limit = Bucket | Quota;

/** What came of asking: one entry per limit, in order. */
export interface Taken {
  /** The first limit that is not met; then nothing was taken of any. Undefined: one was taken of each. */
  readonly refusedBy: number | undefined;
  /** What is left of each, whole tokens. */
  readonly left: readonly number[];
  /**
   * Milliseconds until each has one more token (0: it is full, Infinity: it never will), or until its
   * period ends.
   */
  readonly resetMs: readonly number[];
}

/** What gateways of one API share: how much was used of limits, and cached values. */
export interface Store {
  /** Takes one of each limit, or nothing of any. No two limits have one kind and key. */
  take(limits: readonly Limit[]): Taken | Promise<Taken>;
  read(key: string): Buffer | undefined | Promise<Buffer | undefined>;
  /** Keeps a value for so many milliseconds at most. */
  write(key: string, value: Buffer, ttlMs: number): void | Promise<void>;
  remove(key: string): void | Promise<void>;
  open?(): Promise<void>;
  close?(): Promise<void>;
}
