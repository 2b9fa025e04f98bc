import type { Cursor } from "../load/cursor.js";
import type { DocumentOperation } from "./openapi/read-operations.js";
import { DEFAULT_ROUTE } from "./openapi/read-operations.js";
import type { SpecVersion } from "./openapi/spec-version.js";
import type { BasePathMode } from "./read-options.js";

/** The operations behind the base path of their document, as Amazon's import puts them there. */
export function belowBasePath(
  operations: readonly DocumentOperation[],
  root: Cursor,
  version: SpecVersion,
  mode: BasePathMode,
): readonly DocumentOperation[] {
  if (mode === "ignore") return operations;
  const written = version.basePath(root);
  const segments = written.split("/").filter((segment) => segment !== "");
  if (
    segments.some((segment) => !/^[\w.~!$&'()*+,;=:@%-]+$/.test(segment) || /^\.+$/.test(segment))
  ) {
    const at = (root.get("basePath") ?? root.get("servers"))?.at;
    root.reporter.report("malformed-base-path", at, { path: written });
    return operations;
  }
  const prefix = (mode === "split" ? segments.slice(1) : segments)
    .map((segment) => `/${segment}`)
    .join("");
  return operations.map((operation) => {
    if (DEFAULT_ROUTE.test(operation.path)) return operation;
    const path = prefix + (operation.path === "/" && prefix !== "" ? "" : operation.path);
    return { ...operation, path, route: `${operation.method} ${path}` };
  });
}
