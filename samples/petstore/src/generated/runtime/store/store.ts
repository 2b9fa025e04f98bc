/** A token bucket: `burstLimit` tokens at most, `rateLimit` more each second. */
export interface Bucket {
  readonly kind: "bucket";
  readonly key: string;
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** So many requests in a calendar period of UTC; `offset` fewer in the first that is counted. */
export interface Quota {
  readonly kind: "quota";
  readonly key: string;
  readonly limit: number;
  readonly offset: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
}

export type Limit = Bucket | Quota;

/** What came of asking for one of each limit; one entry per limit, in order. */
export interface Taken {
  /** The first limit that is not met; then nothing was taken of any. Undefined: one was of each. */
  readonly refusedBy: number | undefined;
  /** What is left of each, in whole tokens. */
  readonly left: readonly number[];
  /** Milliseconds until each has one more token, or until its period ends. */
  readonly resetMs: readonly number[];
}

/**
 * Where counts and responses are kept: in memory for one process, in Redis for several. What is in
 * memory answers at once, without a promise.
 */
export interface Store {
  /** Takes one of each limit, or nothing. */
  take(limits: readonly Limit[]): Taken | Promise<Taken>;
  read(key: string): Buffer | undefined | Promise<Buffer | undefined>;
  write(key: string, value: Buffer, ttlMs: number): void | Promise<void>;
  remove(key: string): void | Promise<void>;
  open?(): Promise<void>;
  close?(): Promise<void>;
}
