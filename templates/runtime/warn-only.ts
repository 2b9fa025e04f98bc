import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { AmbiguousJson } from "./json.js";
import { logMismatch } from "./log-mismatch.js";
import type { Validation } from "./route.js";

/**
 * Makes checks that log what is wrong, with the places but no values, and let the request pass. JSON
 * that readers disagree on is refused all the same: whatever was checked, the upstream might see
 * something else.
 */
export function warnOnly(...checks: readonly Validation[]): Validation {
  return {
    parameters(request) {
      for (const { parameters } of checks) tolerate(request, () => parameters?.(request));
    },
    body(request) {
      const found = checks.flatMap(({ body }) => tolerate(request, () => body?.(request)) ?? []);
      if (found.length === 0) return undefined;
      return async (read) => {
        for (const check of found) {
          try {
            await check(read);
          } catch (error) {
            warn(read, error);
          }
        }
      };
    },
  };
}

function tolerate<Found>(request: Exchange, check: () => Found): Found | undefined {
  try {
    return check();
  } catch (error) {
    warn(request, error);
    return undefined;
  }
}

function warn(request: Exchange, error: unknown): void {
  if (!(error instanceof GatewayError) || error.cause instanceof AmbiguousJson) throw error;
  logMismatch("request", request, { problem: error.kind, at: error.problems });
}
