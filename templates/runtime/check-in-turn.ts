import type { Validation } from "./route.js";

/** Makes several checks one: each begins when those before it found nothing wrong. */
export function checkInTurn(...checks: readonly Validation[]): Validation {
  return {
    parameters(request) {
      for (const { parameters } of checks) parameters?.(request);
    },
    body(request) {
      const found = checks.flatMap(({ body }) => body?.(request) ?? []);
      if (found.length === 0) return undefined;
      return async (read) => {
        for (const check of found) await check(read);
      };
    },
  };
}
