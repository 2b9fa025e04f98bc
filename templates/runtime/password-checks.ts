import { createHmac, randomBytes } from "node:crypto";
import { GatewayError } from "./gateway-error.js";
import type { PasswordHash } from "./password-hash.js";
import { isPassword } from "./password-hash.js";

/** Passwords that are tried at the same time: each takes a thread of the few that Node has. */
const AT_ONCE = 2;

/** Passwords that wait for that; more would wait for too long. */
const MOST_WAITING = 32;

/** Passwords that are remembered as right. */
const MOST_KNOWN = 1000;

/**
 * Tries passwords, which is dear, and remembers those that were right: by a digest under a key that
 * only this process has, together with what is kept of the password, so that a new one counts at once.
 */
export class PasswordChecks {
  readonly #key = randomBytes(32);
  readonly #known = new Set<string>();
  readonly #running = new Map<string, Promise<boolean>>();
  readonly #waiting: (() => void)[] = [];
  #free = AT_ONCE;

  isRight(name: string, password: string, kept: PasswordHash): Promise<boolean> {
    const what = JSON.stringify([name, password, kept.salt, kept.hash]);
    const digest = createHmac("sha256", this.#key).update(what).digest("base64");
    if (this.#known.has(digest)) return Promise.resolve(true);
    // Several requests of one user at once try once.
    let running = this.#running.get(digest);
    if (running === undefined) {
      running = this.#try(digest, password, kept).finally(() => this.#running.delete(digest));
      this.#running.set(digest, running);
    }
    return running;
  }

  async #try(digest: string, password: string, kept: PasswordHash): Promise<boolean> {
    await this.#turn();
    try {
      const isRight = await isPassword(password, kept);
      if (isRight) this.#remember(digest);
      return isRight;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  async #turn(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    if (this.#waiting.length >= MOST_WAITING) throw new GatewayError("authorizer-error");
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #remember(digest: string): void {
    const [oldest] = this.#known;
    if (this.#known.size >= MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    this.#known.add(digest);
  }
}
