import { AsyncLocalStorage } from "node:async_hooks";
import { claimUncaughtErrors } from "../uncaught-error.js";

/** What an error that nothing catches is told to, within all that a call of a function began. */
const scope = new AsyncLocalStorage<(error: unknown) => void>();

claimUncaughtErrors((error) => {
  const fail = scope.getStore();
  fail?.(error);
  return fail !== undefined;
});

/**
 * Runs a function's handler so that what it leaves behind (timers, promises that nobody awaits, events)
 * tells `fail` of its errors, and does not end the gateway.
 */
export function runInScope<Result>(fail: (error: unknown) => void, run: () => Result): Result {
  return scope.run(fail, run);
}
