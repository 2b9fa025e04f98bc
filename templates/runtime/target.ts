import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { UpstreamRequest, UpstreamResponse } from "./upstream.js";
import type { UpstreamClient } from "./upstream-client.js";

/** One of the servers that answer for an upstream. */
export interface Target {
  /** Host and port, and the path below which it is called; what logs and metrics call it. */
  readonly name: string;
  readonly base: URL;
  readonly client: UpstreamClient;
  /** Calls that are under way, to the end of their bodies. */
  pending: number;
}

/** The targets of one upstream, for what watches over them. */
export interface Targets {
  readonly upstream: string;
  readonly all: readonly Target[];
  readonly logger: Logger;
  readonly metrics: Registry;
}

/**
 * How a call ended, as far as it says something of the server: without an answer, or with one of a
 * gateway that has none (502, 503, 504), it failed. "void" is when the client went away.
 */
export type Outcome = "success" | "failure" | "void";

/** Chooses whom to call next, of one or more. */
export type Balancing = () => (targets: readonly Target[]) => Target;

/** Knows which targets are fit to be called. */
export interface Health {
  isFit(target: Target): boolean;
  ended?(target: Target, outcome: Outcome): void;
  close?(): Promise<void>;
}

/** Makes calls that failed again. */
export interface Retry {
  send(request: UpstreamRequest, attempts: Attempts): Promise<UpstreamResponse>;
}

/** One request's calls. */
export interface Attempts {
  /**
   * Calls a target, another one each time while there is one.
   * @param timeoutMs what is left of the time
   */
  next(timeoutMs: number): Promise<UpstreamResponse>;
  /** Whether there is a client that waits, and calls are let through. */
  isPossible(): boolean;
}

/** Lets no calls through while an upstream fails. */
export interface CircuitBreaker {
  readonly isOpen: boolean;
  /** Answers what to tell how the call ended; undefined: it must not be made. */
  begin(): ((outcome: Outcome) => void) | undefined;
}
