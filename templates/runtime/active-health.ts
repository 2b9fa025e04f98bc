import { Client } from "undici";
import type { Health, Target, Targets } from "./target.js";
import { ejections } from "./target-metrics.js";

export interface ActiveHealthOptions {
  /** Path and query that are asked for, from the root of the server. */
  readonly path: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** Checks in a row that must pass until a target is called again. */
  readonly healthy: number;
  /** Checks in a row that must fail until it is not called any more. */
  readonly unhealthy: number;
  /** The status that passes; any of 2xx unless said. */
  readonly status?: number;
}

/** Asks every target how it is, over a connection of its own, and takes out those that are not well. */
export function activeHealth(options: ActiveHealthOptions) {
  return (targets: Targets): Health => {
    const count = ejections(targets);
    const checks = new Map(targets.all.map((each) => [each, new Check(each, options)]));
    for (const [target, check] of checks) {
      check.start((isFit) => {
        const { upstream, logger } = targets;
        if (!isFit) count(target);
        logger.warn({ upstream, target: target.name, isFit }, "health check");
      });
    }
    return {
      isFit: (target) => checks.get(target)?.isFit !== false,
      async close() {
        await Promise.all(Array.from(checks.values(), (check) => check.stop()));
      },
    };
  };
}

class Check {
  /** Until checks have shown otherwise. */
  isFit = true;
  readonly #options: ActiveHealthOptions;
  readonly #client: Client;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  /** Checks in a row that speak against what is thought of the target. */
  #against = 0;

  constructor({ base, client }: Target, options: ActiveHealthOptions) {
    this.#options = options;
    this.#client = new Client(base.origin, {
      allowH2: false,
      connectTimeout: options.timeoutMs,
      maxHeaderSize: 16_384,
      ...(client.connect && { connect: client.connect }),
    });
  }

  start(changed: (isFit: boolean) => void): void {
    const { healthy, unhealthy, intervalMs } = this.#options;
    const check = async () => {
      const passed = await this.#passes();
      if (this.#stopped) return;
      this.#against = passed === this.isFit ? 0 : this.#against + 1;
      if (this.#against >= (passed ? healthy : unhealthy)) {
        this.isFit = passed;
        this.#against = 0;
        changed(passed);
      }
      this.#timer = setTimeout(() => void check(), intervalMs).unref();
    };
    void check();
  }

  stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    return this.#client.destroy();
  }

  async #passes(): Promise<boolean> {
    const { path, status, timeoutMs } = this.#options;
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const { statusCode, body } = await this.#client.request({ method: "GET", path, signal });
      await body.dump({ limit: 65_536, signal });
      return status === undefined ? statusCode >= 200 && statusCode < 300 : statusCode === status;
    } catch {
      return false;
    }
  }
}
