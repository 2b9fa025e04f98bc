import { PossibleTypes } from "../schema/possible-types.js";
import type { Evaluated } from "../schema/schema-context.js";
import type { NamedSchema, Schema } from "../schema/schema.js";
import { inPlace, inPlaceReferences, inside } from "../schema/subschemas.js";

/** What files of schemas ask of the other schemas. */
export interface SchemaIndex {
  schemaOf(id: string): Schema | undefined;
  readonly possible: PossibleTypes;
  /** Whether some schema needs to know which members or items this one looks at. */
  isMarked(id: string, of: Evaluated): boolean;
}

/** Makes the index of all schemas of a project. */
export function indexSchemas(schemas: readonly NamedSchema[]): SchemaIndex {
  const byId = new Map(schemas.map(({ id, schema }) => [id, schema]));
  const schemaOf = (id: string) => byId.get(id);
  const marked = {
    members: markedBy(schemas, schemaOf, "members"),
    items: markedBy(schemas, schemaOf, "items"),
  };
  return {
    schemaOf,
    possible: new PossibleTypes(schemaOf),
    isMarked: (id, of) => marked[of].has(id),
  };
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
  const found: Schema[] = [];
  const open = [schema];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (here.kind === "reference") continue;
    const { unevaluated } = of === "members" ? here.object : here.array;
    if (unevaluated !== undefined) found.push(here);
    open.push(...inPlace(here), ...inside(here));
  }
  return found;
}
