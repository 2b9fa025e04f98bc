import type { Registry } from "prom-client";
import { Counter } from "prom-client";
import type { Logger } from "pino";
import { GatewayError } from "../gateway-error.js";
import type { MemoryStore } from "./memory-store.js";
import type { Limit, Store, Taken } from "./store.js";
import { StoreCircuit } from "./store-circuit.js";
import { withDeadline } from "./with-deadline.js";

/**
 * How limits are decided without the store: by limits of this gateway's own, by letting everything
 * through, or by failing.
 */
export type OnStoreFailure = "local" | "open" | "closed";

export interface StoreFailureOptions {
  /** What local limits are, 0 to 1, of what the limits are. */
  readonly localShare: number;
  readonly onFailure: { readonly throttle: OnStoreFailure; readonly quota: OnStoreFailure };
}

/** A store that may be slow or gone. */
export interface RemoteStore extends Store {
  /** Connects anew, and does not wait for it. */
  renew(): void;
}

export interface ResilientStoreOptions extends StoreFailureOptions {
  readonly remote: RemoteStore;
  /** Decides without it. */
  readonly local: MemoryStore;
  readonly logger: Logger;
  readonly metrics: Registry;
}

type Operation = "take" | "read" | "write" | "remove";

/** Milliseconds in which the store must answer. */
const DEADLINE = 20;

/** Milliseconds without it after which it is connected to anew, each time. */
const RENEW_AFTER = 5000;

const LOG_EVERY = 60_000;

const PROBE: readonly Limit[] = [{ kind: "bucket", key: "probe", rateLimit: 1000, burstLimit: 1 }];

/**
 * Keeps requests from waiting for a store that is slow or gone: limits are then decided without it,
 * cached values are not found, and it is asked again once it is back. A limit that is decided locally
 * goes on from what the store last said is left of it.
 */
export class ResilientStore implements Store {
  readonly #options: ResilientStoreOptions;
  readonly #circuit = new StoreCircuit(() => this.#probe());
  readonly #failures: Counter<"operation">;
  #renewedAt = 0;
  #loggedAt = -Infinity;
  /** How many operations went without the store since that was logged. */
  #without = 0;
  #isBackUnsaid = false;

  constructor(options: ResilientStoreOptions) {
    this.#options = options;
    this.#failures = new Counter({
      name: "gateway_store_failures_total",
      help: "Operations that went without the store, since it failed or did not answer in time.",
      labelNames: ["operation"],
      registers: [options.metrics],
    });
  }

  async open(): Promise<void> {
    await this.#options.remote.open?.();
  }

  async close(): Promise<void> {
    await this.#options.remote.close?.();
  }

  /** Throws `internal-error` where a limit may not be decided without the store. */
  take(limits: readonly Limit[]): Taken | Promise<Taken> {
    if (!this.#circuit.isClosed()) {
      this.#goWithout("take");
      return this.#decide(limits);
    }
    return this.#takeShared(limits);
  }

  read(key: string): undefined | Promise<Buffer | undefined> {
    return this.#ask("read", (remote) => remote.read(key));
  }

  write(key: string, value: Buffer, ttlMs: number): void | Promise<void> {
    return this.#ask("write", (remote) => remote.write(key, value, ttlMs));
  }

  remove(key: string): void | Promise<void> {
    return this.#ask("remove", (remote) => remote.remove(key));
  }

  async #takeShared(limits: readonly Limit[]): Promise<Taken> {
    const { remote, local, localShare } = this.#options;
    try {
      const taken = await withDeadline(Promise.resolve(remote.take(limits)), DEADLINE);
      const left = taken.left.map((each) => each * localShare);
      local.adopt(shareOf(limits, localShare), left);
      return taken;
    } catch (error) {
      this.#fail("take", error);
      return this.#decide(limits);
    }
  }

  #decide(limits: readonly Limit[]): Taken {
    const { local, localShare, onFailure } = this.#options;
    const uses = limits.map(({ kind }) => onFailure[kind === "bucket" ? "throttle" : "quota"]);
    if (uses.includes("closed")) {
      throw new GatewayError("internal-error", { cause: "the store of limits does not answer" });
    }
    const positions = limits.flatMap((_, index) => (uses[index] === "local" ? [index] : []));
    const here = limits.filter((_, index) => uses[index] === "local");
    const taken = local.take(shareOf(here, localShare));
    const left = limits.map(allOf);
    const resetMs = limits.map(() => 0);
    for (const [from, to] of positions.entries()) {
      left[to] = taken.left[from] ?? 0;
      resetMs[to] = taken.resetMs[from] ?? 0;
    }
    const { refusedBy } = taken;
    return { refusedBy: refusedBy === undefined ? undefined : positions[refusedBy], left, resetMs };
  }

  /** Answers nothing where the store is not there. */
  #ask<Value>(
    operation: Operation,
    call: (remote: RemoteStore) => Value | Promise<Value>,
  ): undefined | Promise<Value | undefined> {
    if (!this.#circuit.isClosed()) {
      this.#goWithout(operation);
      return undefined;
    }
    return withDeadline(Promise.resolve(call(this.#options.remote)), DEADLINE).catch(
      (error: unknown) => {
        this.#fail(operation, error);
        return undefined;
      },
    );
  }

  #fail(operation: Operation, error: unknown): void {
    if (this.#circuit.openMs === 0) this.#renewedAt = performance.now();
    this.#circuit.open();
    this.#goWithout(operation, error);
  }

  async #probe(): Promise<void> {
    const { remote, logger } = this.#options;
    try {
      await withDeadline(Promise.resolve(remote.take(PROBE)), DEADLINE);
    } catch (error) {
      if (performance.now() - this.#renewedAt >= RENEW_AFTER) {
        this.#renewedAt = performance.now();
        remote.renew();
      }
      this.#log(error);
      throw error;
    }
    if (!this.#isBackUnsaid) return;
    this.#isBackUnsaid = false;
    const forMs = Math.round(this.#circuit.openMs);
    logger.info({ operations: this.#takeWithout(), forMs }, "the store is back");
  }

  #goWithout(operation: Operation, error?: unknown): void {
    this.#failures.inc({ operation });
    this.#without += 1;
    if (error !== undefined) this.#log(error);
  }

  #log(error: unknown): void {
    const now = performance.now();
    if (now - this.#loggedAt < LOG_EVERY) return;
    this.#loggedAt = now;
    this.#isBackUnsaid = true;
    const operations = this.#takeWithout();
    this.#options.logger.warn({ operations, cause: causeOf(error) }, "gone on without the store");
  }

  #takeWithout(): number {
    const without = this.#without;
    this.#without = 0;
    return without;
  }
}

/** The limits of one gateway of several; less than one token is one, unless the share is nothing. */
function shareOf(limits: readonly Limit[], share: number): readonly Limit[] {
  if (share === 1) return limits;
  return limits.map((each) =>
    each.kind === "bucket"
      ? {
          ...each,
          rateLimit: each.rateLimit * share,
          burstLimit: Math.ceil(each.burstLimit * share),
        }
      : {
          ...each,
          limit: Math.ceil(each.limit * share),
          offset: Math.floor(each.offset * share),
        },
  );
}

function allOf(limit: Limit): number {
  return limit.kind === "bucket" ? limit.burstLimit : limit.limit;
}

/** Of a host with several addresses, why the first one could not be reached. */
function causeOf(error: unknown): string {
  return String(error instanceof AggregateError ? error.errors[0] : error);
}
