import type { Cursor } from "../../load/cursor.js";
import { splitPlaceholders } from "../../load/placeholder-text.js";
import type { ApiFamily } from "./extension.js";

/** Milliseconds that one of Amazon's products waits for an integration. */
export interface TimeoutRange {
  readonly usual: number;
  readonly min: number;
  readonly max: number;
}

/** By product. */
export const TIMEOUTS: Readonly<Record<ApiFamily, TimeoutRange>> = {
  rest: { usual: 29_000, min: 50, max: 29_000 },
  http: { usual: 30_000, min: 50, max: 30_000 },
};

/** Reads `timeoutInMillis`; one that is out of range or not known is reported, and is the usual one. */
export function readTimeout(integration: Cursor, { usual, min, max }: TimeoutRange): number {
  const timeout = integration.get("timeoutInMillis");
  const written = timeout?.prose() ?? "";
  const names = splitPlaceholders(written).flatMap((piece) =>
    piece.kind === "placeholder" ? piece.name : [],
  );
  if (names.length > 0) {
    integration.reporter.report("unknown-timeout", timeout?.at, { written, usual, names });
    return usual;
  }
  const found = timeout?.integer() ?? usual;
  if (found >= min && found <= max) return found;
  integration.reporter.report("timeout-out-of-range", timeout?.at, { found, max });
  return usual;
}
