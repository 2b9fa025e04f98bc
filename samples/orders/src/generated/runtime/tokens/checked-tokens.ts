import { hash } from "node:crypto";
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

/** How much of tokens is remembered, in characters: some 5,000 tokens of a thousand each, twice. */
const GENERATION_LENGTH = 5_000_000;

/** What is remembered counts for this much besides the token, which is as long as its claims. */
const EXTRA_LENGTH = 500;

/**
 * Remembers the tokens that held, by their hashes, and forgets those that were not used for long: when
 * one generation is full, the one before it goes, but for what was used since. Those that did not hold
 * are checked each time, so that nobody fills the memory with what he makes up.
 */
export class CheckedTokens<Known> {
  readonly #check: CheckToken<Known>;
  #young = new Map<string, CheckedToken<Known>>();
  #old = new Map<string, CheckedToken<Known>>();
  #length = 0;

  constructor(check: CheckToken<Known>) {
    this.#check = check;
  }

  /** What is known of a token: at once if it was checked before, else it rejects if it does not hold. */
  of(token: string, logger: Logger): Known | Promise<Known> {
    const key = hash("sha256", token, "base64url");
    const young = this.#young.get(key);
    const checked = young ?? this.#old.get(key);
    if (checked === undefined || checked.until <= Date.now()) {
      return this.#add(key, token, logger);
    }
    if (young === undefined) this.#remember(key, token, checked);
    return checked.known;
  }

  async #add(key: string, token: string, logger: Logger): Promise<Known> {
    const { known, until } = await this.#check(token, logger);
    this.#remember(key, token, { known, until: Math.min(until, Date.now() + MAX_AGE_MS) });
    return known;
  }

  #remember(key: string, token: string, checked: CheckedToken<Known>): void {
    if (this.#length > GENERATION_LENGTH) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#length = 0;
    }
    this.#length += token.length + EXTRA_LENGTH;
    this.#young.set(key, checked);
  }
}
