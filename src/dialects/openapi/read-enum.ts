import { isDeepStrictEqual } from "node:util";
import type { Cursor } from "../../load/cursor.js";
import type { JsonValue } from "../../schema/schema.js";
import { refuseEmpty } from "./refuse-empty.js";
import type { SchemaRules } from "./schema-rules.js";

/** The values that `enum` and `const` leave. */
export function readEnum(schema: Cursor, rules: SchemaRules): readonly JsonValue[] | undefined {
  const allowed = schema.get("enum");
  if (allowed !== undefined) refuseEmpty(allowed);
  const values = allowed?.items().flatMap(knownValue);
  const only = rules.draft === 4 ? undefined : schema.get("const");
  if (only === undefined) return values;
  const [value = null] = knownValue(only);
  // A value that `enum` does not have beside `const` leaves none.
  const isLeft = values?.some((each) => isDeepStrictEqual(plain(each), plain(value))) ?? true;
  return isLeft ? [value] : [];
}

/** As it is in JSON, where zero has no sign. */
function plain(value: JsonValue): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** None for what only a deploy would decide, which is reported. */
function knownValue(cursor: Cursor): readonly JsonValue[] {
  const value = cursor.known();
  return value === undefined ? [] : [value as JsonValue];
}
