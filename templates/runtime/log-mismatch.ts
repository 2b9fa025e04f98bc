import type { Exchange } from "./exchange.js";
import type { Problem } from "./gateway-error.js";

/** What does not match the document, and where. */
export interface Mismatch {
  readonly problem: string;
  /** Of a response. */
  readonly status?: number;
  readonly at: readonly Pick<Problem, "in" | "at" | "keyword">[];
}

/** Logs what does not match the document: the places, and no values. */
export function logMismatch(
  what: "request" | "response",
  request: Exchange,
  { at, ...mismatch }: Mismatch,
): void {
  request.settings.logger.warn(
    {
      id: request.id,
      route: request.route.operationId,
      ...mismatch,
      // Messages may quote what was sent.
      at: at.map((each) => ({ in: each.in, at: each.at, keyword: each.keyword })),
    },
    `${what} does not match the document`,
  );
}
