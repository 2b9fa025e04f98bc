/** Something that is as good as nothing from an instant on, in epoch milliseconds. */
interface Expiring {
  readonly until: number;
}

/** Beyond these, entries go early: so many callers at once are no callers. */
const MAX_ENTRIES = 1_000_000;

/**
 * Holds entries until their time. There is no timer and no pause: whoever adds an entry looks at two
 * others in turn, so that what is over goes faster than anything new comes; whoever replaces one, at
 * one.
 */
export class ExpiringMap<Entry extends Expiring> {
  readonly #entries = new Map<string, Entry>();
  #turn = this.#entries.entries();

  get size(): number {
    return this.#entries.size;
  }

  get(key: string, now: number): Entry | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.until > now ? entry : undefined;
  }

  set(key: string, entry: Entry, now: number): void {
    this.#look(now);
    if (!this.#entries.has(key)) this.#look(now);
    if (entry.until > now) this.#entries.set(key, entry);
    else this.#entries.delete(key);
  }

  #look(now: number): void {
    let next = this.#turn.next();
    if (next.done === true) {
      this.#turn = this.#entries.entries();
      next = this.#turn.next();
    }
    if (next.done === true) return;
    const [key, entry] = next.value;
    if (entry.until <= now || this.#entries.size > MAX_ENTRIES) this.#entries.delete(key);
  }
}
