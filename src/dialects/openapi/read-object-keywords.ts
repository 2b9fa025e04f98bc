import type { Cursor } from "../../load/cursor.js";
import type {
  DependentRequired,
  DependentSchema,
  Direction,
  ObjectKeywords,
  Property,
  Schema,
} from "../../schema/schema.js";
import { valueSchema } from "../../schema/schema.js";
import { readAdditional } from "./read-array-keywords.js";
import { checkPattern, readSizeBounds } from "./read-scalar-keywords.js";
import type { SchemaRules } from "./schema-rules.js";

type Read = (schema: Cursor) => Schema;

/** What a schema says of objects. */
export function readObjectKeywords(
  schema: Cursor,
  { draft, directions }: SchemaRules,
  read: Read,
): ObjectKeywords {
  const later = (key: string) => (draft === 4 ? undefined : schema.get(key));
  const names = later("propertyNames");
  const unevaluated = later("unevaluatedProperties");
  return {
    properties: readProperties(schema, directions, read),
    ...readPatterns(schema, read),
    names: names && read(names),
    count: readSizeBounds(schema, "minProperties", "maxProperties"),
    ...readDependencies(schema, draft, read),
    unevaluated: unevaluated && read(unevaluated),
  };
}

/** What members must be by their names. Without one of the patterns, the others are not known. */
function readPatterns(schema: Cursor, read: Read) {
  const written = schema.entriesAt("patternProperties");
  const usable = written.filter(([pattern, { keyAt, reporter }]) =>
    checkPattern(pattern, keyAt, reporter),
  );
  const additional = readAdditional(schema.get("additionalProperties"), read);
  return {
    patterns: usable.map(([pattern, each]) => ({ pattern, schema: read(each) })),
    additional: usable.length === written.length ? additional : undefined,
  };
}

function readProperties(schema: Cursor, directions: boolean, read: Read): readonly Property[] {
  const required = new Set(namesIn(schema.get("required")));
  const declared = schema.entriesAt("properties").map(([name, each]) => {
    const isRequired = required.delete(name);
    const requiredOf = isRequired && directions ? directionOf(each) : undefined;
    return {
      name,
      required: isRequired,
      ...(requiredOf && { requiredOf }),
      declared: true,
      schema: read(each),
    };
  });
  const others = [...required].map((name) => ({
    name,
    required: true,
    declared: false,
    schema: valueSchema(schema.at),
  }));
  return [...declared, ...others];
}

/** The only messages that have a property, by what it says itself or what it refers to. */
function directionOf(schema: Cursor): Direction | undefined {
  const marked = (keyword: string, each: Cursor | undefined) => each?.get(keyword)?.value === true;
  const says = (keyword: string) =>
    marked(keyword, schema) || (schema.reference !== undefined && marked(keyword, schema.follow()));
  if (says("readOnly")) return "responses";
  return says("writeOnly") ? "requests" : undefined;
}

/** `dependencies` is a list of names or a schema; later drafts have a keyword for each besides. */
function readDependencies(schema: Cursor, draft: SchemaRules["draft"], read: Read) {
  const dependentRequired: DependentRequired[] = [];
  const dependentSchemas: DependentSchema[] = [];
  const add = ([property, each]: readonly [string, Cursor]): void => {
    if (each.isArray) dependentRequired.push({ property, required: namesIn(each) });
    else dependentSchemas.push({ property, schema: read(each) });
  };
  schema.entriesAt("dependencies").forEach(add);
  if (draft !== 4) {
    schema.entriesAt("dependentRequired").forEach(add);
    schema.entriesAt("dependentSchemas").forEach(add);
  }
  return { dependentRequired, dependentSchemas };
}

function namesIn(list: Cursor | undefined): readonly string[] {
  return list?.items().flatMap((name) => name.text() ?? []) ?? [];
}
