import { mapSubschemas } from "./map-subschemas.js";
import type { Direction, NamedSchema, Property, Schema, SchemaReference } from "./schema.js";
import { everySchema, referencesOf } from "./subschemas.js";

/**
 * Schemas as the messages of each direction have them (`readOnly`, `writeOnly`): where they differ, that
 * of responses is one of its own, so that what requests are checked by keeps its name.
 */
export class DirectedSchemas {
  readonly #byId: ReadonlyMap<string, NamedSchema>;
  /** What differs by direction, or leads to something that does. */
  readonly #differing: ReadonlySet<string>;

  constructor(schemas: readonly NamedSchema[]) {
    this.#byId = new Map(schemas.map((schema) => [schema.id, schema]));
    this.#differing = leadingTo(
      schemas.filter(({ schema }) => isDirected(schema)),
      schemas,
    );
  }

  /** The id of a named schema as messages of a direction have it. */
  idOf(id: string, direction: Direction): string {
    return direction === "responses" && this.#differing.has(id) ? `${id} in responses` : id;
  }

  /** What a schema says of messages of a direction. */
  of(schema: Schema, direction: Direction): Schema {
    const reference = (each: SchemaReference): SchemaReference => ({
      kind: "reference",
      schema: this.idOf(each.schema, direction),
    });
    if (schema.kind === "reference") return reference(schema);
    if (!isDirected(schema) && !referencesOf(schema).some((id) => this.#differing.has(id))) {
      return schema;
    }
    const map = (each: Schema) => this.of(each, direction);
    const { object, ...mapped } = mapSubschemas(schema, map, reference);
    const properties = object.properties.map((each) => directed(each, direction));
    return { ...mapped, object: { ...object, properties } };
  }

  /** The named schemas that these lead to in messages of a direction. */
  named(schemas: readonly Schema[], direction: Direction): readonly NamedSchema[] {
    const found = new Map<string, NamedSchema>();
    const open = schemas.flatMap(referencesOf);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const named = this.#byId.get(id);
      if (named === undefined || found.has(id)) continue;
      open.push(...referencesOf(named.schema));
      const itsId = this.idOf(id, direction);
      const name = itsId === id ? named.name : `${named.name} output`;
      found.set(id, { ...named, id: itsId, name, schema: this.of(named.schema, direction) });
    }
    return [...found.values()];
  }
}

function directed({ requiredOf, ...property }: Property, direction: Direction): Property {
  if (requiredOf === undefined) return property;
  return { ...property, required: requiredOf === direction };
}

/** Whether a schema itself says something of one direction alone. */
function isDirected(schema: Schema): boolean {
  return everySchema(schema).some(
    (each) =>
      each.kind === "value" &&
      each.object.properties.some(({ requiredOf }) => requiredOf !== undefined),
  );
}

/** The ids of schemas, and of all that lead to them. */
function leadingTo(
  targets: readonly NamedSchema[],
  schemas: readonly NamedSchema[],
): ReadonlySet<string> {
  const found = new Set<string>();
  if (targets.length === 0) return found;
  const back = new Map<string, string[]>();
  for (const { id, schema } of schemas) {
    for (const each of referencesOf(schema)) back.set(each, [...(back.get(each) ?? []), id]);
  }
  const open = targets.map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(back.get(id) ?? []));
  }
  return found;
}
