import { GatewayError } from "./gateway-error.js";
import { parseQuery } from "./query.js";
import type { PathMethods } from "./route-tree.js";

/**
 * Of the routes whose paths have a query (`/pets?kind=cat`), the one whose query the request has too;
 * the longest query wins. What decides must be sent once: an upstream might heed another value.
 */
export function methodByQuery(
  methods: PathMethods,
  method: string,
  query: string,
): string | undefined {
  if (query === "") return undefined;
  const candidates = [...methods.keys()].filter((each) => each.startsWith(`${method}?`));
  if (candidates.length === 0) return undefined;
  const sent = parseQuery(query);
  const chosen = candidates
    .toSorted((a, b) => b.length - a.length)
    .find((each) => pairsOf(each).every(([name, [value = ""]]) => sent.get(name)?.includes(value)));
  for (const [name] of chosen === undefined ? [] : pairsOf(chosen)) {
    if (sent.get(name)?.length !== 1) throw new GatewayError("bad-request");
  }
  return chosen;
}

function pairsOf(method: string) {
  return [...parseQuery(method.slice(method.indexOf("?") + 1))];
}
