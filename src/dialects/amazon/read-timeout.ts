import type { Cursor } from "../../load/cursor.js";

/** Milliseconds that one of Amazon's products waits for an integration. */
export interface TimeoutRange {
  readonly usual: number;
  readonly min: number;
  readonly max: number;
}

/** Of REST APIs. */
export const REST_API_TIMEOUT: TimeoutRange = { usual: 29_000, min: 50, max: 29_000 };

/** Of HTTP APIs. */
export const HTTP_API_TIMEOUT: TimeoutRange = { usual: 30_000, min: 50, max: 30_000 };

/** Reads `timeoutInMillis`; one that is out of range is reported, and is the usual one. */
export function readTimeout(integration: Cursor, { usual, min, max }: TimeoutRange): number {
  const timeout = integration.get("timeoutInMillis");
  const found = timeout?.integer() ?? usual;
  if (found >= min && found <= max) return found;
  integration.reporter.report("timeout-out-of-range", timeout?.at, { found, max });
  return usual;
}
