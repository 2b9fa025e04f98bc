import type { Cursor } from "../../load/cursor.js";
import type { ArrayKeywords, Contained, Schema } from "../../schema/schema.js";
import { valueSchema } from "../../schema/schema.js";
import { readSizeBounds } from "./read-scalar-keywords.js";
import type { SchemaRules } from "./schema-rules.js";

/**
 * What a schema says of lists. Draft 4 writes a list under `items` for the first ones and
 * `additionalItems` for the others; 2020-12 writes `prefixItems` and `items`.
 */
export function readArrayKeywords(
  schema: Cursor,
  { draft }: SchemaRules,
  read: (schema: Cursor) => Schema,
): ArrayKeywords {
  const one = (key: string) => {
    const at = schema.get(key);
    return at && read(at);
  };
  const isTuple = draft === 4 && schema.get("items")?.isArray === true;
  const tupleKey = draft === 4 ? "items" : "prefixItems";
  const hasPrefix = isTuple || (draft !== 4 && schema.has("prefixItems"));
  return {
    prefix: hasPrefix ? schema.itemsAt(tupleKey).map(read) : [],
    items: isTuple ? readAdditional(schema.get("additionalItems"), read) : one("items"),
    count: readSizeBounds(schema, "minItems", "maxItems"),
    unique: schema.booleanAt("uniqueItems") === true,
    contains: draft === 4 ? undefined : readContains(schema, read),
    unevaluated: draft === 4 ? undefined : one("unevaluatedItems"),
  };
}

/** Where `true` and `false` are no schemas they are still taken here, as draft 4 does. */
export function readAdditional(
  schema: Cursor | undefined,
  read: (schema: Cursor) => Schema,
): Schema | undefined {
  if (schema === undefined) return undefined;
  if (schema.value === true) return valueSchema(schema.at);
  return schema.value === false ? valueSchema(schema.at, { types: [] }) : read(schema);
}

function readContains(schema: Cursor, read: (schema: Cursor) => Schema): Contained | undefined {
  const contains = schema.get("contains");
  if (contains === undefined) return undefined;
  const bounds = readSizeBounds(schema, "minContains", "maxContains");
  return { ...bounds, schema: read(contains) };
}
