import { routeOf } from "../model/route-of.js";
import type { Rule } from "./check-model.js";

/**
 * Operations that nothing guards, for whoever wants to look them over. Preflights are meant to be open,
 * and a policy of the whole API decides on those that are not.
 */
export const openOperations: Rule = ({ operations, resourcePolicy }, reporter) => {
  if (resourcePolicy !== undefined) return;
  for (const operation of operations) {
    const isOpen = operation.security.every((alternative) => alternative.length === 0);
    if (!isOpen || operation.method === "OPTIONS") continue;
    reporter.report("open-operation", operation.at, { route: routeOf(operation) });
  }
};
