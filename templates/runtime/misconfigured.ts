import { failingIntegration } from "./failing-integration.js";
import type { Integration } from "./integration.js";

/**
 * Answers 500, as Amazon API Gateway does wherever it finds out at the request that an integration
 * cannot work.
 * @param _why what is wrong with it, for the reader
 */
export function misconfigured(_why: string): Integration<never, never> {
  return failingIntegration("configuration-error");
}
