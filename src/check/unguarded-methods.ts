import type { Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { Rule } from "./check-model.js";

/**
 * In a REST or HTTP API a method that a path lacks falls through to a less specific route. A guarded route
 * whose path's other methods reach an open one protects less than it seems to.
 */
export const unguardedMethods: Rule = ({ family, operations }, reporter) => {
  if (family === "openapi") return;
  for (const guarded of operations) {
    if (isOpen(guarded) || guarded.method === "ANY" || isGreedy(guarded)) continue;
    const open = operations.find(
      (other) =>
        other.path !== guarded.path && isOpen(other) && isGreedy(other) && covers(other, guarded),
    );
    const hasAny = operations.some(({ path, method }) => path === guarded.path && method === "ANY");
    if (open === undefined || hasAny) continue;
    const names = { guarded: routeOf(guarded), open: routeOf(open) };
    reporter.report("unguarded-methods", guarded.at, names, [
      { at: open.at, message: "the open route" },
    ]);
  }
};

function isOpen({ security }: Operation): boolean {
  return security.every((alternative) => alternative.length === 0);
}

function isGreedy({ path }: Operation): boolean {
  return path.endsWith("+}") || path === "$default";
}

/** Whether the segments before a greedy parameter match those of the other path. */
function covers(greedy: Operation, other: Operation): boolean {
  if (!greedy.path.startsWith("/")) return true;
  const prefix = greedy.path.split("/").slice(0, -1);
  const segments = other.path.split("/");
  return (
    segments.length > prefix.length &&
    prefix.every((segment, index) => segment.startsWith("{") || segment === segments[index])
  );
}
