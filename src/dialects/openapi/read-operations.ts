import type { Cursor } from "../../load/cursor.js";
import { Undecided } from "../../load/placeholder-text.js";
import type { Method } from "../../model/gateway-model.js";
import { ROUTED_KEYS } from "./operation-keys.js";
import { pathItems } from "./path-items.js";
import type { PathParameter } from "./read-path.js";
import { readPath } from "./read-path.js";
import type { SpecVersion } from "./spec-version.js";

/** An operation where it stands, before a dialect says what it means. */
export interface DocumentOperation {
  readonly method: Method;
  readonly path: string;
  readonly pathParameters: readonly PathParameter[];
  readonly pathItem: Cursor;
  /** The operation object. */
  readonly operation: Cursor;
  /** The parameters of path and operation, the operation's own replacing those of the path. */
  readonly parameters: readonly Cursor[];
  /** Those that are the body, or parts of it (Swagger 2.0). */
  readonly bodyParameters: readonly Cursor[];
  /** How people call it: `GET /pets`. */
  readonly route: string;
}

/** The path of the route that takes what no other does; not everybody writes the slash. */
export const DEFAULT_ROUTE = /^\/?\$default$/;

/** Every operation of the document, in its order. Path items that cannot be routed are reported. */
export function readOperations(
  root: Cursor,
  version: SpecVersion,
  dialect: "amazon" | "plain",
): readonly DocumentOperation[] {
  return pathItems(root).flatMap(({ entry, item }) => {
    const key = entry.name;
    const isDefault = dialect === "amazon" && DEFAULT_ROUTE.test(key);
    const pathParameters = isDefault ? [] : readPath(entry, dialect);
    if (pathParameters === undefined) return [];
    // Which methods there are, only the deploy decides: they are all one operation that cannot be read.
    if (item.value instanceof Undecided && dialect === "amazon") {
      const route = `ANY ${key}`;
      const method = "ANY";
      const none = { parameters: [], bodyParameters: [] };
      return [
        { method, path: key, pathParameters, pathItem: item, operation: item, ...none, route },
      ];
    }
    const shared = item.itemsAt("parameters");
    return item.entries().flatMap(([name, operation]): DocumentOperation[] => {
      const method = ROUTED_KEYS.get(name);
      if (method === undefined || !operation.mustBeObject()) return [];
      const all = mergeParameters(shared, operation.get("parameters")?.items() ?? []);
      const isBody = (parameter: Cursor) => version.isBodyParameter(parameter);
      const bodyParameters = all.filter(isBody);
      version.checkBodies(bodyParameters);
      return [
        {
          method,
          path: key,
          pathParameters,
          pathItem: item,
          operation,
          parameters: all.filter((parameter) => !isBody(parameter)),
          bodyParameters,
          route: `${method} ${key}`,
        },
      ];
    });
  });
}

/** The first line of what an operation says of itself. */
export function summaryOf(operation: Cursor): string {
  return operation.proseAt("summary") || operation.proseAt("description");
}

function mergeParameters(shared: readonly Cursor[], own: readonly Cursor[]): readonly Cursor[] {
  return [...new Map([...byKey(shared), ...byKey(own)]).values()];
}

/** The parameters of one list; two that mean the same are reported. */
function byKey(parameters: readonly Cursor[]): ReadonlyMap<string, Cursor> {
  const found = new Map<string, Cursor>();
  for (const entry of parameters) {
    const parameter = entry.follow();
    if (parameter?.mustBeObject() !== true) continue;
    const name = parameter.stringAt("name");
    const place = parameter.wordAt("in")?.toLowerCase();
    const key = `${place} ${place === "header" ? name?.toLowerCase() : name}`;
    const first = found.get(key);
    const isSame = JSON.stringify(first?.value) === JSON.stringify(parameter.value);
    if (first !== undefined && name !== undefined && !isSame) {
      const related = [{ at: first.at, message: "the first" }];
      entry.reporter.report("duplicate-parameter", entry.at, { name }, related);
    }
    found.set(key, parameter);
  }
  return found;
}
