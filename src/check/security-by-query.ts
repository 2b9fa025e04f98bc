import type { Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { Rule } from "./check-model.js";

/** Servers differ in how they read a query, so that it cannot decide which credentials are needed. */
export const securityByQuery: Rule = ({ operations }, reporter) => {
  const first = new Map<string, Operation>();
  const paths = new Set(
    operations.flatMap(({ path }) => (path.includes("?") ? withoutQuery(path) : [])),
  );
  for (const operation of operations) {
    const path = withoutQuery(operation.path);
    if (!paths.has(path)) continue;
    const route = `${operation.method} ${path}`;
    const earlier = first.get(route);
    if (earlier === undefined) {
      first.set(route, operation);
    } else if (JSON.stringify(earlier.security) !== JSON.stringify(operation.security)) {
      const names = { route: routeOf(operation), other: routeOf(earlier) };
      reporter.report("security-by-query", operation.at, names, [
        { at: earlier.at, message: "the other operation" },
      ]);
    }
  }
};

function withoutQuery(path: string): string {
  return path.replace(/\?.*/, "").replaceAll(/\{[^{}]*\}/g, "{}");
}
