import type { Exchange } from "./exchange.js";
import type { Problem } from "./gateway-error.js";
import { GatewayError } from "./gateway-error.js";

/** Names of parameters that must be there. */
export interface RequiredParameters {
  readonly header?: readonly string[];
  readonly path?: readonly string[];
  readonly query?: readonly string[];
}

/**
 * Checks as Amazon API Gateway does: each must be there and not blank; values are not looked at.
 * The message lists headers, path and query parameters in this order, each sorted by name.
 */
export function requireParameters(required: RequiredParameters): (request: Exchange) => void {
  const header = (required.header ?? []).toSorted(byCodeUnits);
  const path = (required.path ?? []).toSorted(byCodeUnits);
  const query = (required.query ?? []).toSorted(byCodeUnits);
  return (request) => {
    const problems: Problem[] = [];
    const check = (place: string, name: string, value: string | undefined) => {
      if (problems.length > 0 && request.route.errors === "first") return;
      if (value === undefined || value.trim() === "") {
        problems.push({ in: place, at: name, message: "is missing" });
      }
    };
    for (const name of header) check("header", name, request.header(name));
    for (const name of path) check("path", name, request.path(name));
    for (const name of query) check("query", name, request.query(name));
    if (problems.length > 0) throw new GatewayError("bad-parameters", { problems });
  };
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
