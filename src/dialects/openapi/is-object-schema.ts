import type { Cursor } from "../../load/cursor.js";

/** Whether a schema is of objects, by its type or for want of one by its properties. */
export function isObjectSchema(schema: Cursor | undefined): boolean {
  const type = schema?.get("type");
  const types = type?.isArray === true ? type.items() : [type];
  if (types.some((each) => each?.scalar.toLowerCase() === "object")) return true;
  return type === undefined && schema?.has("properties") === true;
}
