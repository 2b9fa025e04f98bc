import type { Cursor } from "../../load/cursor.js";
import { Undecided } from "../../load/placeholder-text.js";
import type { Method } from "../../model/gateway-model.js";
import { ROUTED_KEYS } from "./operation-keys.js";
import type { PathItem } from "./path-items.js";
import { pathItems } from "./path-items.js";
import type { PathParameter, ReadPath } from "./read-path.js";
import { readPath } from "./read-path.js";
import type { SpecVersion } from "./spec-version.js";

/** An operation where it stands, before a dialect says what it means. */
export interface DocumentOperation {
  readonly method: Method;
  /** With the query, if any, that tells its requests from others of the path. */
  readonly path: string;
  /** Whether what was written after the path tells it from others, though no request has it. */
  readonly hasFragment: boolean;
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
  return operationsOf(pathItems(root), version, dialect);
}

/**
 * The operations of some of a document's paths. Paths with a fragment must be together with those that
 * are the same without.
 */
export function operationsOf(
  paths: readonly PathItem[],
  version: SpecVersion,
  dialect: "amazon" | "plain",
): readonly DocumentOperation[] {
  const read = paths.flatMap(({ entry, item }) => {
    const isDefault = dialect === "amazon" && DEFAULT_ROUTE.test(entry.name);
    const path = isDefault
      ? { path: entry.name, hasFragment: false, parameters: [] }
      : readPath(entry, dialect);
    return path === undefined ? [] : operationsAt(path, item, version, dialect);
  });
  return withoutUnreachable(read);
}

/** The operations of one path. */
function operationsAt(
  { path, hasFragment, parameters: pathParameters }: ReadPath,
  item: Cursor,
  version: SpecVersion,
  dialect: "amazon" | "plain",
): readonly DocumentOperation[] {
  const ofPath = { path, hasFragment, pathParameters, pathItem: item };
  // Which methods there are, only the deploy decides: they are all one operation that cannot be read.
  if (item.value instanceof Undecided && dialect === "amazon") {
    const none = { parameters: [], bodyParameters: [] };
    return [{ ...ofPath, ...none, method: "ANY", operation: item, route: `ANY ${path}` }];
  }
  const shared = item.itemsAt("parameters");
  return item.entries().flatMap(([name, operation]): DocumentOperation[] => {
    const method = ROUTED_KEYS.get(name);
    if (method === undefined || !operation.mustBeObject()) return [];
    const all = mergeParameters(shared, operation.get("parameters")?.items() ?? []);
    const isBody = (parameter: Cursor) => version.isBodyParameter(parameter);
    const bodyParameters = all.filter(isBody);
    version.checkBodies(bodyParameters);
    const parameters = all.filter((parameter) => !isBody(parameter));
    const route = `${method} ${path}`;
    return [{ ...ofPath, method, operation, parameters, bodyParameters, route }];
  });
}

/**
 * Leaves out operations that only a fragment tells from another one, which is reported: no request has
 * a fragment. Where the two ask for different credentials, both stay, and are one route too many.
 */
function withoutUnreachable(
  operations: readonly DocumentOperation[],
): readonly DocumentOperation[] {
  const reachable = new Map<string, DocumentOperation>();
  const inOrder = operations.toSorted((a, b) => Number(a.hasFragment) - Number(b.hasFragment));
  const unreachable = inOrder.filter((each) => {
    const first = reachable.get(each.route);
    if (first === undefined) reachable.set(each.route, each);
    return first !== undefined && each.hasFragment && securityIn(first) === securityIn(each);
  });
  for (const { operation, route } of unreachable) {
    const first = reachable.get(route)?.operation;
    const related = first === undefined ? [] : [{ at: first.keyAt, message: "the one that is" }];
    operation.reporter.report("unreachable-operation", operation.keyAt, { route }, related);
  }
  return operations.filter((each) => !unreachable.includes(each));
}

function securityIn({ operation }: DocumentOperation): string | undefined {
  return JSON.stringify(operation.get("security")?.value);
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
