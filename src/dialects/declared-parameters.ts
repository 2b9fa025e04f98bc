import type { KeyParameter } from "../model/cache-key.js";
import type { DocumentOperation } from "./openapi/read-operations.js";

const PLACES: ReadonlyMap<unknown, KeyParameter["in"]> = new Map([
  ["path", "path"],
  ["query", "query"],
  ["header", "header"],
]);

/** The parameters that an operation declares in its path, its query and its headers. */
export function declaredParameters({ parameters }: DocumentOperation): readonly KeyParameter[] {
  return parameters.flatMap((parameter) => {
    const place = PLACES.get(parameter.get("in")?.value);
    const name = parameter.get("name")?.scalar;
    return place === undefined || !name ? [] : [{ in: place, name }];
  });
}
