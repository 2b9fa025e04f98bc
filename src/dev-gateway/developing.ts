import type { Mocks } from "./mocks.js";
import type { RequestTrace, TraceLevel } from "./request-trace.js";
import type { Secrets } from "./secrets.js";

/** How a gateway runs while its document is worked on. */
export interface Developing {
  readonly level: TraceLevel;
  /** What must not be shown of any request. */
  readonly secrets: Secrets;
  readonly tell: (trace: RequestTrace) => void;
  /** What answers in place of upstreams; undefined: they do. */
  readonly mocks: Mocks | undefined;
}

let current: Developing | undefined;

/** Says how it runs, before any of it is loaded. */
export function develop(how: Developing): void {
  current = how;
}

/** How this process runs its gateway. */
export function developing(): Developing {
  if (current === undefined) throw new Error("nothing said how this gateway is to run");
  return current;
}
