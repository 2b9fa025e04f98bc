import { routeOf } from "../model/route-of.js";
import type { Rule } from "./check-model.js";

/** An empty alternative beside others makes credentials optional, which is seldom meant. */
export const optionalSecurity: Rule = ({ operations }, reporter) => {
  for (const operation of operations) {
    const { security, at } = operation;
    if (security.length > 1 && security.some((alternative) => alternative.length === 0)) {
      reporter.report("optional-security", at, { route: routeOf(operation) });
    }
  }
};
