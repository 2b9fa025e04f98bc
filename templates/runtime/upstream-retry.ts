import { Readable } from "node:stream";
import { GatewayError } from "./gateway-error.js";
import type { Retry } from "./target.js";
import type { UpstreamRequest, UpstreamResponse } from "./upstream.js";

/** Why a call may be made again. */
export type RetryReason =
  /** No connection came about. */
  | "connect-failure"
  /** The connection ended before the head of an answer. */
  | "reset"
  | 502
  | 503
  | 504;

export interface RetryOptions {
  /** Calls of one request, the first among them. */
  readonly attempts: number;
  /** Retries that requests earn: 0.2 is one for every five requests. */
  readonly budget: number;
  readonly on: readonly RetryReason[];
}

/** Retries that may be made before requests have earned any, and the most that are kept for later. */
const RESERVE = 10;

/**
 * Makes a call again where that is safe: nothing of an answer has gone to the client, the body is
 * there to be sent again, and a method that changes something was not heard by the server. All
 * attempts share the integration's time, and all requests a budget, so that a server that is
 * overloaded is not called more and more.
 */
export function retryCalls({ attempts: most, budget, on }: RetryOptions): () => Retry {
  const reasons = new Set<RetryReason>(on);
  return () => {
    let earned = RESERVE;
    return {
      async send(request, attempts) {
        const until = performance.now() + request.timeoutMs;
        earned = Math.min(RESERVE, earned + budget);
        for (let made = 1; ; made++) {
          const left = Math.max(1, Math.round(until - performance.now()));
          const result = await attempts.next(left).catch((error: unknown) => new Failed(error));
          const reason = result instanceof Failed ? reasonOf(result.error) : result.status;
          const isRetried =
            made < most &&
            earned >= 1 &&
            performance.now() < until &&
            reasons.has(reason as RetryReason) &&
            isRepeatable(request, reason as RetryReason) &&
            attempts.isPossible();
          if (!isRetried) return answered(result);
          earned -= 1;
          if (!(result instanceof Failed)) result.body.cancel();
        }
      },
    };
  };
}

class Failed {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

function answered(result: UpstreamResponse | Failed): UpstreamResponse {
  if (result instanceof Failed) throw result.error;
  return result;
}

/** Methods that do the same when they are done twice (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);

function isRepeatable({ method, body }: UpstreamRequest, reason: RetryReason): boolean {
  const isWhole = !(body instanceof Readable);
  // Nobody has begun to read it.
  if (reason === "connect-failure") return isWhole || !(body.readableDidRead || body.destroyed);
  return isWhole && IDEMPOTENT.has(method);
}

/** Errors by which a connection ends. */
const RESETS = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

function reasonOf(error: unknown): RetryReason | undefined {
  if (!(error instanceof GatewayError)) return undefined;
  const { cause, kind } = error;
  if (!(cause instanceof Error && "code" in cause)) return undefined;
  const code = String(cause.code);
  if (kind === "integration-failure") return "connect-failure";
  return kind === "network-error" && RESETS.has(code) ? "reset" : undefined;
}
