import type { DocumentOperation } from "../openapi/read-operations.js";
import { DEFAULT_ROUTE } from "../openapi/read-operations.js";

/** The operations of an HTTP API by its own words: `$default` is a route, and slashes count. */
export function httpApiRoutes(
  operations: readonly DocumentOperation[],
): readonly DocumentOperation[] {
  return operations.map((read) => {
    const { path, pathItem } = read;
    if (isDefaultRoute(read)) return { ...read, path: "$default", route: "$default" };
    if (path.length > 1 && path.endsWith("/")) {
      pathItem.reporter.report("route-ends-in-slash", pathItem.keyAt, { path });
    }
    return read;
  });
}

/** The operations of a REST API, which takes any request with a slash at its end or without. */
export function restApiRoutes(
  operations: readonly DocumentOperation[],
): readonly DocumentOperation[] {
  return operations.map((read) => {
    const { path, method, pathItem } = read;
    if (path.length <= 1 || !path.endsWith("/")) return read;
    const meant = path.slice(0, -1);
    pathItem.reporter.report("slash-of-rest-api", pathItem.keyAt, { path, meant });
    return { ...read, path: meant, route: `${method} ${meant}` };
  });
}

/** REST APIs have no route for what is left. */
export function refuseDefaultRoutes(operations: readonly DocumentOperation[]): void {
  for (const { operation, path } of operations) {
    if (!DEFAULT_ROUTE.test(path) && !operation.has("isDefaultRoute")) continue;
    operation.reporter.report("default-route-of-rest-api", operation.keyAt);
  }
}

function isDefaultRoute({ operation, path, method }: DocumentOperation): boolean {
  return (
    (DEFAULT_ROUTE.test(path) && method === "ANY") ||
    operation.get("isDefaultRoute")?.value === true
  );
}
