import { LRUCache } from "lru-cache";
import { ExpiringMap } from "./expiring-map.js";
import type { QuotaState } from "./quota-count.js";
import { remainderOf, turn } from "./quota-count.js";
import { QUOTA_MARGIN_MS, REMEMBERED_MS } from "./remembered.js";
import type { Bucket, Limit, Quota, Store, Taken } from "./store.js";
import type { BucketState } from "./token-bucket.js";
import { fullMs, nextTokenMs, refill, tokensOf } from "./token-bucket.js";

export interface MemoryStoreOptions {
  /** How much of cached values is kept, with their keys; what was not read for longest goes first. */
  readonly maxBytes: number;
}

/** A value counts for this many bytes besides itself and its key. */
const EXTRA_BYTES = 200;

type Kept<State> = State & { readonly until: number };

/** What one limit comes to, before anything is taken of it. */
interface Look {
  readonly left: number;
  /** Takes so many of it, 0 or 1, and answers the milliseconds until there is more. */
  take(count: number): number;
}

/** The store of a gateway that stands alone: exact, at once, and gone with the process. */
export class MemoryStore implements Store {
  readonly #buckets = new ExpiringMap<Kept<BucketState>>();
  readonly #quotas = new ExpiringMap<Kept<QuotaState>>();
  readonly #values: LRUCache<string, Buffer>;

  constructor({ maxBytes }: MemoryStoreOptions) {
    this.#values = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (value, key) => value.length + 2 * key.length + EXTRA_BYTES,
      // Not the clock of the day, which may be set.
      perf: { now: () => performance.now() },
      ttlResolution: 0,
    });
  }

  take(limits: readonly Limit[]): Taken {
    const now = Date.now();
    const looks = limits.map((limit) => this.#look(limit, now));
    const refused = looks.findIndex(({ left }) => left < 1);
    const count = refused < 0 ? 1 : 0;
    return {
      refusedBy: refused < 0 ? undefined : refused,
      left: looks.map(({ left }) => left - count),
      resetMs: looks.map((look) => look.take(count)),
    };
  }

  /** Goes on from what another store says is left of limits. */
  adopt(limits: readonly Limit[], left: readonly number[]): void {
    const now = Date.now();
    for (const [index, limit] of limits.entries()) {
      const tokens = left[index] ?? 0;
      if (limit.kind === "bucket") {
        this.#keepBucket(limit, { thousandths: Math.floor(tokens * 1000), at: now });
      } else {
        const state = turn(limit, this.#quotas.get(limit.key, now), now);
        const rest = limit.limit - (state.isFirst ? limit.offset : 0);
        this.#keepQuota(limit, { ...state, used: rest - Math.floor(tokens) }, now);
      }
    }
  }

  read(key: string): Buffer | undefined {
    return this.#values.get(key);
  }

  write(key: string, value: Buffer, ttlMs: number): void {
    if (ttlMs > 0) this.#values.set(key, value, { ttl: Math.ceil(ttlMs) });
    else this.#values.delete(key);
  }

  remove(key: string): void {
    this.#values.delete(key);
  }

  /** How many limits and values are remembered. */
  get size(): number {
    return this.#buckets.size + this.#quotas.size + this.#values.size;
  }

  #look(limit: Limit, now: number): Look {
    return limit.kind === "bucket" ? this.#lookAtBucket(limit, now) : this.#lookAtQuota(limit, now);
  }

  #lookAtBucket(bucket: Bucket, now: number): Look {
    const { thousandths } = refill(bucket, this.#buckets.get(bucket.key, now), now);
    return {
      left: tokensOf({ thousandths, at: now }),
      take: (count) => {
        const state = { thousandths: thousandths - 1000 * count, at: now };
        this.#keepBucket(bucket, state);
        return nextTokenMs(bucket, state);
      },
    };
  }

  #lookAtQuota(quota: Quota, now: number): Look {
    const state = turn(quota, this.#quotas.get(quota.key, now), now);
    return {
      left: remainderOf(quota, state),
      take: (count) => {
        this.#keepQuota(quota, { ...state, used: state.used + count }, now);
        return state.end - now;
      },
    };
  }

  #keepBucket(bucket: Bucket, state: BucketState): void {
    const until = state.at + Math.min(fullMs(bucket, state), REMEMBERED_MS);
    const { thousandths, at } = state;
    this.#buckets.set(bucket.key, { thousandths, at, until }, at);
  }

  #keepQuota(quota: Quota, state: QuotaState, now: number): void {
    const margin = quota.offset > 0 ? REMEMBERED_MS : QUOTA_MARGIN_MS;
    const { used, end, isFirst } = state;
    this.#quotas.set(quota.key, { used, end, isFirst, until: end + margin }, now);
  }
}
