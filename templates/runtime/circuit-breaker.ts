import { Gauge } from "prom-client";
import type { CircuitBreaker, Outcome, Targets } from "./target.js";

export interface CircuitBreakerOptions {
  /** Failed calls within the window that open the circuit. */
  readonly failures: number;
  readonly windowMs: number;
  /** For which no calls are made once it is open. */
  readonly openMs: number;
}

/** What the metric shows. */
const STATES = { closed: 0, "half-open": 1, open: 2 };

/**
 * Spares an upstream that fails: while the circuit is open every call fails at once. Then one call is
 * let through, and how that ends closes the circuit or opens it again.
 */
export function circuitBreaker(options: CircuitBreakerOptions) {
  return (targets: Targets): CircuitBreaker => new Circuit(targets, options);
}

class Circuit implements CircuitBreaker {
  readonly #targets: Targets;
  readonly #options: CircuitBreakerOptions;
  #state: keyof typeof STATES = "closed";
  /** When calls failed of late, as far as they count. */
  #failures: number[] = [];
  #openUntil = 0;

  constructor(targets: Targets, options: CircuitBreakerOptions) {
    this.#targets = targets;
    this.#options = options;
    this.#become("closed");
  }

  get isOpen(): boolean {
    return this.#state !== "closed";
  }

  begin(): ((outcome: Outcome) => void) | undefined {
    if (this.#state === "closed") return (outcome) => this.#count(outcome);
    if (this.#state === "half-open" || performance.now() < this.#openUntil) return undefined;
    this.#become("half-open");
    return (outcome) => this.#conclude(outcome);
  }

  #count(outcome: Outcome): void {
    // The calls that were under way when it opened say nothing new.
    if (outcome !== "failure" || this.#state !== "closed") return;
    const now = performance.now();
    const since = now - this.#options.windowMs;
    this.#failures = [...this.#failures.filter((at) => at > since), now];
    if (this.#failures.length >= this.#options.failures) this.#open(this.#options.openMs);
  }

  /** Of the one call that was let through; the next one takes its place if its client went away. */
  #conclude(outcome: Outcome): void {
    if (outcome === "success") this.#become("closed");
    else this.#open(outcome === "failure" ? this.#options.openMs : 0);
  }

  #open(ms: number): void {
    this.#failures = [];
    this.#openUntil = performance.now() + ms;
    this.#become("open");
  }

  #become(state: keyof typeof STATES): void {
    const { upstream, logger, metrics } = this.#targets;
    if (state !== this.#state) logger.warn({ upstream, state }, "circuit breaker");
    this.#state = state;
    const name = "gateway_upstream_circuit_state";
    const gauge =
      (metrics.getSingleMetric(name) as Gauge<"upstream"> | undefined) ??
      new Gauge({
        name,
        help: "0 while calls are made, 2 while none are, 1 while one is to show which.",
        labelNames: ["upstream"],
        registers: [metrics],
      });
    gauge.set({ upstream }, STATES[state]);
  }
}
