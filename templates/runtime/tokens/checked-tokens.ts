import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";

/** What was found out of a token, and until when that may be believed, in epoch milliseconds. */
export interface CheckedToken<Known> {
  readonly known: Known;
  readonly until: number;
}

/** Checks a token; throws if it does not hold. */
export type CheckToken<Known> = (token: string, logger: Logger) => Promise<CheckedToken<Known>>;

/** A token that was checked is believed for this long, so that one whose key is withdrawn ends. */
const MAX_AGE_MS = 300_000;

const MOST_TOKENS = 10_000;
const MOST_BYTES = 33_554_432;

/**
 * Remembers the tokens that held, by their hashes. Those that did not are checked each time, so that
 * nobody fills the memory with what he makes up.
 */
export class CheckedTokens<Known> {
  readonly #check: CheckToken<Known>;
  readonly #tokens = new LRUCache<string, CheckedToken<Known>>({
    max: MOST_TOKENS,
    maxSize: MOST_BYTES,
  });

  constructor(check: CheckToken<Known>) {
    this.#check = check;
  }

  /** What is known of a token: at once if it was checked before, else it rejects if it does not hold. */
  of(token: string, logger: Logger): Known | Promise<Known> {
    const key = hash("sha256", token, "base64url");
    const checked = this.#tokens.get(key);
    return checked !== undefined && checked.until > Date.now()
      ? checked.known
      : this.#add(key, token, logger);
  }

  async #add(key: string, token: string, logger: Logger): Promise<Known> {
    const { known, until } = await this.#check(token, logger);
    const checked = { known, until: Math.min(until, Date.now() + MAX_AGE_MS) };
    // The claims take about as much as the token, and as much again as texts.
    this.#tokens.set(key, checked, { size: 1024 + 4 * token.length });
    return known;
  }
}
