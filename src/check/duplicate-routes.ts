import type { Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { Rule } from "./check-model.js";

/**
 * Two routes that differ only in the names of their parameters match the same requests. The query of a
 * path may tell them apart, but not what it calls its parameters.
 */
export const duplicateRoutes: Rule = ({ operations }, reporter) => {
  const first = new Map<string, Operation[]>();
  for (const operation of operations) {
    const [path = "", query] = operation.path.split("?");
    const shape = `${operation.method} ${path.replaceAll(/\{[^{}]*?(\+?)\}/g, "{$1}")}`;
    const others = first.get(shape) ?? [];
    const earlier = others.find((other) => {
      const [itsPath, itsQuery] = other.path.split("?");
      return itsPath !== path || itsQuery === query;
    });
    first.set(shape, [...others, operation]);
    if (earlier !== undefined) {
      const names = { route: routeOf(operation), first: routeOf(earlier) };
      reporter.report("duplicate-route", operation.at, names, [
        { at: earlier.at, message: "the first" },
      ]);
    }
  }
};
