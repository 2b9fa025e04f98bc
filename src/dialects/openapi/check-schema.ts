import type { Cursor } from "../../load/cursor.js";
import { SCHEMA_TYPES } from "./read-types.js";
import { isAssertion } from "./schema-keywords.js";
import type { SchemaRules } from "./schema-rules.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import { walk } from "./walk.js";

const LISTS = ["allOf", "anyOf", "oneOf"];

/** Reports what makes a schema none, in it and in the schemas that stand in it. */
export function checkSchema(schema: Cursor, rules: SchemaRules): void {
  if (typeof schema.value === "boolean" && rules.booleanSchemas) return;
  if (!schema.isObject) {
    schema.entries();
    return;
  }
  if (schema.reference !== undefined) {
    const sibling = schema.entries().find(([keyword]) => isAssertion(keyword, rules));
    // Later versions obey what stands beside a reference.
    if (sibling !== undefined && !rules.refSiblings) {
      const [keyword, { keyAt }] = sibling;
      schema.reporter.report("ignored-sibling", keyAt, { keyword });
    }
    return;
  }
  const type = schema.get("type");
  if (type !== undefined) checkType(type, rules);
  const allowed = schema.get("enum");
  if (allowed?.items().length === 0 && allowed.isArray) {
    const expected = "at least one value";
    allowed.reporter.report("wrong-type", allowed.at, {
      key: "enum",
      expected,
      found: "an empty list",
    });
  }
  for (const name of schema.get("required")?.items() ?? []) name.text();
  for (const [, property] of schema.entriesAt("properties")) checkSchema(property, rules);
  for (const keyword of LISTS) {
    for (const part of schema.itemsAt(keyword)) checkSchema(part, rules);
  }
  for (const keyword of ["items", "not"]) {
    const inside = schema.get(keyword);
    if (inside !== undefined && !inside.isArray) checkSchema(inside, rules);
  }
}

/** "file" is Swagger 2.0's. */
const KNOWN_TYPES: ReadonlySet<string> = new Set([...SCHEMA_TYPES, "file"]);

function checkType(type: Cursor, rules: SchemaRules): void {
  const each = type.isArray && rules.typeLists ? type.items() : [type];
  for (const word of each) {
    if (type.isArray && word.value === null) continue;
    const written = word.word();
    if (written === undefined) continue;
    if (KNOWN_TYPES.has(written.toLowerCase())) continue;
    const nearest = didYouMean(written, SCHEMA_TYPES);
    word.reporter.report("unknown-schema-type", word.at, { type: written, nearest });
  }
}

/** Reports schemas that are all of themselves, however far round: they have no end. */
export function checkCircles(schemas: readonly Cursor[]): void {
  const found = new Map(schemas.map((schema) => [schema.id, schema]));
  const allOf = (id: string) =>
    (found.get(id)?.itemsAt("allOf") ?? []).flatMap((part) => {
      const target = part.reference === undefined ? part : part.follow();
      if (target === undefined) return [];
      found.set(target.id, target);
      return target.id;
    });
  for (const id of walk([...found.keys()], allOf).circles) {
    const schema = found.get(id);
    schema?.reporter.report("circular-schema", schema.keyAt, { name: schema.name });
  }
}
