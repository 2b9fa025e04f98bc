import type { Bucket, Limit, Quota, Taken } from "../../../templates/runtime/store/store.js";

/** Counts limits as slowly and plainly as it can be done, and forgets nothing. */
export class ReferenceLimits {
  readonly #tokens = new Map<string, { thousandths: number; at: number }>();
  readonly #counts = new Map<string, Map<string, number>>();

  take(limits: readonly Limit[], now: number): Pick<Taken, "refusedBy" | "left"> {
    const left = limits.map((limit) =>
      limit.kind === "bucket" ? this.#fill(limit, now) : this.#rest(limit, now),
    );
    const refused = left.findIndex((each) => each < 1);
    if (refused >= 0) return { refusedBy: refused, left };
    for (const limit of limits) this.#use(limit);
    return { refusedBy: undefined, left: left.map((each) => each - 1) };
  }

  #fill({ key, rateLimit, burstLimit }: Bucket, now: number): number {
    const state = this.#tokens.get(key) ?? { thousandths: burstLimit * 1000, at: now };
    for (let ms = state.at; ms < now && state.thousandths < burstLimit * 1000; ms += 1) {
      if (rateLimit === 0) break;
      state.thousandths = Math.min(burstLimit * 1000, state.thousandths + rateLimit);
    }
    state.at = now;
    this.#tokens.set(key, state);
    return Math.floor(state.thousandths / 1000);
  }

  /** Periods are known by the first day's date, and the last one that was seen goes on. */
  #rest({ key, period, limit, offset }: Quota, now: number): number {
    const counts = this.#counts.get(key) ?? new Map<string, number>();
    this.#counts.set(key, counts);
    const name = firstDay(period, now);
    const last = [...counts.keys()].at(-1);
    if (last === undefined) counts.set(name, offset);
    else if (name > last) counts.set(name, 0);
    return Math.max(0, limit - ([...counts.values()].at(-1) ?? 0));
  }

  #use({ kind, key }: Limit): void {
    const tokens = this.#tokens.get(key);
    if (kind === "bucket") {
      if (tokens !== undefined) tokens.thousandths -= 1000;
      return;
    }
    const counts = this.#counts.get(key);
    const last = [...(counts?.entries() ?? [])].at(-1);
    if (last !== undefined) counts?.set(last[0], last[1] + 1);
  }
}

function firstDay(period: Quota["period"], now: number): string {
  const date = new Date(now);
  if (period === "MONTH") date.setUTCDate(1);
  if (period === "WEEK") while (date.getUTCDay() !== 1) date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
