/** Milliseconds between two probes, doubled up to a second; the first one follows at once. */
const FIRST_PAUSE = 50;
const LAST_PAUSE = 1000;

/**
 * Spares requests a store that fails: none of them waits for it then, while one probe at a time finds
 * out whether it is back.
 */
export class StoreCircuit {
  readonly #probe: () => Promise<unknown>;
  #openSince: number | undefined;
  #closedAt = -Infinity;
  #probing = false;
  #pause = 0;
  #probeAt = 0;

  /** @param probe rejects as long as the store is not back */
  constructor(probe: () => Promise<unknown>) {
    this.#probe = probe;
  }

  /** Whether the store is to be asked; else a probe is on its way when it is time for one. */
  isClosed(): boolean {
    if (this.#openSince === undefined) return true;
    if (!this.#probing && performance.now() >= this.#probeAt) void this.#try();
    return false;
  }

  /** Milliseconds for which it has been open. */
  get openMs(): number {
    return this.#openSince === undefined ? 0 : performance.now() - this.#openSince;
  }

  /** The store failed. */
  open(): void {
    if (this.#openSince !== undefined) return;
    this.#openSince = performance.now();
    // Where it fails again and again, it is probed as seldom as if it had not been back.
    if (this.#openSince - this.#closedAt > LAST_PAUSE) this.#pause = 0;
    this.#probeAt = this.#openSince + this.#pause;
  }

  async #try(): Promise<void> {
    this.#probing = true;
    try {
      await this.#probe();
      this.#openSince = undefined;
      this.#closedAt = performance.now();
    } catch {
      // It is not back.
    }
    this.#pause = Math.min(Math.max(FIRST_PAUSE, 2 * this.#pause), LAST_PAUSE);
    this.#probeAt = performance.now() + this.#pause;
    this.#probing = false;
  }
}
