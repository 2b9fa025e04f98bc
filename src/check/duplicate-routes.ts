import type { Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { Rule } from "./check-model.js";

/** Two routes that differ only in the names of their parameters match the same requests. */
export const duplicateRoutes: Rule = ({ operations }, reporter) => {
  const first = new Map<string, Operation>();
  for (const operation of operations) {
    const shape = `${operation.method} ${operation.path.replaceAll(/\{[^{}]*?(\+?)\}/g, "{$1}")}`;
    const earlier = first.get(shape);
    if (earlier === undefined) {
      first.set(shape, operation);
    } else {
      const names = { route: routeOf(operation), first: routeOf(earlier) };
      reporter.report("duplicate-route", operation.at, names, [
        { at: earlier.at, message: "the first" },
      ]);
    }
  }
};
