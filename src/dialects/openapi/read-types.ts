import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { JsonType } from "../../schema/schema.js";
import { readWord } from "./read-word.js";
import { refuseEmpty } from "./refuse-empty.js";
import type { SchemaRules } from "./schema-rules.js";

export const SCHEMA_TYPES: readonly JsonType[] = [
  "null",
  "boolean",
  "integer",
  "number",
  "string",
  "array",
  "object",
];

/** The types that a schema allows; undefined where it says nothing of them. */
export function readTypes(schema: Cursor, rules: SchemaRules): readonly JsonType[] | undefined {
  const type = schema.get("type");
  if (type === undefined) return undefined;
  refuseEmpty(type);
  const isList = type.isArray && rules.typeLists;
  const types = (isList ? type.items() : [type]).flatMap((each): readonly JsonType[] => {
    if (isList && each.value === null) {
      each.reporter.report("unquoted-null", each.at);
      return ["null"];
    }
    const known = readWord(each, SCHEMA_TYPES);
    if (known !== undefined || typeof each.value !== "string") return known ? [known] : [];
    // Swagger 2.0's uploads.
    if (each.value === "file") return [];
    const nearest = didYouMean(each.value, SCHEMA_TYPES);
    each.reporter.report("unknown-schema-type", each.at, { type: each.value, nearest });
    return [];
  });
  if (types.length === 0) return undefined;
  const { nullable: keyword } = rules;
  const nullable = keyword !== undefined && schema.get(keyword)?.value === true;
  return [...new Set(nullable ? [...types, "null" as const] : types)];
}
