import type { Cursor } from "../../load/cursor.js";

export const GATEWAY = "x-gateway";

/** Objects of an operation that extensions may stand in, but not this one. */
const PARTS = ["requestBody", "responses", "x-amazon-apigateway-integration"];
/** Objects below `components` that operations have by reference. */
const SHARED = ["parameters", "requestBodies", "responses", "headers", "links"];

/** Reports `x-gateway` objects where nothing reads them; they may well be meant to guard something. */
export function checkPlaces(root: Cursor): void {
  for (const key of ["info", "paths", "components", "servers", "tags"]) refuseIn(root.get(key));
  for (const kind of SHARED) {
    for (const part of members(root.get("components")?.get(kind))) refuseIn(part);
  }
  for (const [path, entry] of paths(root)) {
    if (path.startsWith("x-")) continue;
    // Beside a reference nothing is read but the reference.
    if (entry.reference !== undefined) refuseIn(entry);
    const item = entry.reference === undefined ? entry : undefined;
    refuseIn(item?.get("parameters"));
    for (const operation of members(item)) {
      for (const part of PARTS) refuseIn(operation.get(part));
      refuseIn(operation.get("parameters"));
      for (const response of members(operation.get("responses"))) refuseIn(response);
    }
  }
}

function paths(root: Cursor): readonly (readonly [string, Cursor])[] {
  const object = root.get("paths");
  return object?.isObject === true ? object.entries() : [];
}

/** Reports the object in a value, or in the items of a list. */
function refuseIn(value: Cursor | undefined): void {
  for (const holder of value?.isArray === true ? value.items() : [value]) {
    const found = holder?.isObject === true ? holder.get(GATEWAY) : undefined;
    found?.reporter.report("misplaced-gateway", found.keyAt);
  }
}

function members(value: Cursor | undefined): readonly Cursor[] {
  if (value?.isObject !== true) return [];
  return value.entries().flatMap(([, each]) => (each.isObject ? [each] : []));
}
