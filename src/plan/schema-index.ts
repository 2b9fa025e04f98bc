import { PossibleTypes } from "../schema/possible-types.js";
import type { Evaluated } from "../schema/schema-context.js";
import type { NamedSchema, Schema } from "../schema/schema.js";
import { everySchema, inPlaceReferences, referencesOf } from "../schema/subschemas.js";

/** What files of schemas ask of the other schemas. */
export interface SchemaIndex {
  schemaOf(id: string): Schema | undefined;
  readonly possible: PossibleTypes;
  /** Whether a schema can lead back to itself, or stands between some that can. */
  isRecursive(id: string): boolean;
  /** Whether some schema needs to know which members or items this one looks at. */
  isMarked(id: string, of: Evaluated): boolean;
}

/** Makes the index of all schemas of a project. */
export function indexSchemas(schemas: readonly NamedSchema[]): SchemaIndex {
  const byId = new Map(schemas.map(({ id, schema }) => [id, schema]));
  const schemaOf = (id: string) => byId.get(id);
  const recursive = recursiveAmong(schemas);
  const marked = {
    members: markedBy(schemas, schemaOf, "members"),
    items: markedBy(schemas, schemaOf, "items"),
  };
  return {
    schemaOf,
    possible: new PossibleTypes(schemaOf),
    isRecursive: (id) => recursive.has(id),
    isMarked: (id, of) => marked[of].has(id),
  };
}

/** What is left when schemas without a way onward, or a way to them, are taken away again and again. */
function recursiveAmong(schemas: readonly NamedSchema[]): ReadonlySet<string> {
  const forth = new Map(schemas.map(({ id, schema }) => [id, referencesOf(schema)]));
  const back = new Map<string, string[]>();
  for (const [id, next] of forth) {
    for (const each of next) {
      const before = back.get(each) ?? [];
      before.push(id);
      back.set(each, before);
    }
  }
  const left = new Set(forth.keys());
  for (const [way, other] of [
    [forth, back],
    [back, forth],
  ] as const) {
    const degrees = new Map(
      [...left].map((id) => [id, (way.get(id) ?? []).filter((each) => left.has(each)).length]),
    );
    const open = [...left].filter((id) => degrees.get(id) === 0);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      left.delete(id);
      for (const each of other.get(id) ?? []) {
        const degree = (degrees.get(each) ?? 0) - 1;
        degrees.set(each, degree);
        if (degree === 0) open.push(each);
      }
    }
  }
  return left;
}

/** The schemas that hold for the same value as one that asks for what is unevaluated. */
function markedBy(
  schemas: readonly NamedSchema[],
  schemaOf: (id: string) => Schema | undefined,
  of: Evaluated,
): ReadonlySet<string> {
  const marked = new Set<string>();
  const open = schemas.flatMap(({ schema }) => askingIn(schema, of).flatMap(inPlaceReferences));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (marked.has(id)) continue;
    marked.add(id);
    open.push(...inPlaceReferences(schemaOf(id)));
  }
  return marked;
}

/** The schemas in a schema, or itself, that have the keyword. */
function askingIn(schema: Schema, of: Evaluated): readonly Schema[] {
  return everySchema(schema).filter(
    (each) =>
      each.kind === "value" &&
      (of === "members" ? each.object : each.array).unevaluated !== undefined,
  );
}
