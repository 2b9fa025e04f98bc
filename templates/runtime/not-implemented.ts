import { failingIntegration } from "./failing-integration.js";
import type { Integration } from "./integration.js";

/**
 * Answers 501: stands in place of an operation that was left out of the gateway, so that no other
 * route takes its requests.
 * @param _why what the generator could not do, for the reader
 */
export function notImplemented(_why: string): Integration<never, never> {
  return failingIntegration("not-implemented");
}
