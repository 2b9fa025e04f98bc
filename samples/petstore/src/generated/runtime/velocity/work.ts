import { TemplateError } from "./template-error.js";

/** Turns of loops, blocks rendered and values that paths look at, for one message: about a second's. */
const MAX_WORK = 2_000_000;

let left = MAX_WORK;

/** A message is begun. There is only one at a time, for rendering waits for nothing. */
export function beginWork(): void {
  left = MAX_WORK;
}

/** Fails a template that would keep all other requests waiting: callers choose how long lists are. */
export function work(units = 1): void {
  left -= units;
  if (left < 0) throw new TemplateError("the template does too much");
}
