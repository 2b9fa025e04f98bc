import type { Operation } from "./gateway-model.js";

/** How people call an operation: `GET /pets/{petId}`, or `$default`. */
export function routeOf({ method, path }: Pick<Operation, "method" | "path">): string {
  return path.startsWith("/") ? `${method} ${path}` : path;
}
