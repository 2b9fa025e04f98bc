import type { Schema, ValueSchema } from "./schema.js";

/** The schemas that stand in a schema and say something of the very same value. */
export function inPlace(schema: ValueSchema): readonly Schema[] {
  const { allOf, anyOf, oneOf, not, condition, discriminator, object } = schema;
  return [
    ...allOf,
    ...anyOf,
    ...oneOf,
    ...defined(not, condition?.test, condition?.consequent, condition?.alternate),
    ...(discriminator?.variants.map((variant) => variant.schema) ?? []),
    ...object.dependentSchemas.map((dependent) => dependent.schema),
  ];
}

/** The schemas that stand in a schema and say something of items, members or names. */
export function inside({ array, object }: ValueSchema): readonly Schema[] {
  return [
    ...array.prefix,
    ...defined(array.items, array.contains?.schema, array.unevaluated),
    ...object.properties.map((property) => property.schema),
    ...object.patterns.map((pattern) => pattern.schema),
    ...defined(object.additional, object.names, object.unevaluated),
  ];
}

const every = new WeakMap<Schema, readonly Schema[]>();

/** A schema and those that stand in it, however deep, but not what they refer to. */
export function everySchema(schema: Schema): readonly Schema[] {
  const known = every.get(schema);
  if (known !== undefined) return known;
  const found: Schema[] = [];
  const open = [schema];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    found.push(here);
    if (here.kind === "value") open.push(...inPlace(here), ...inside(here));
  }
  every.set(schema, found);
  return found;
}

/** The ids of the schemas that a schema refers to by itself, each once. */
export function referencesOf(schema: Schema): readonly string[] {
  const found = everySchema(schema).flatMap((each) =>
    each.kind === "reference" ? each.schema : [],
  );
  return [...new Set(found)].toSorted();
}

/** The ids of the schemas that a schema refers to for the very same value, as often as it does. */
export function inPlaceReferences(schema: Schema | undefined): readonly string[] {
  const found: string[] = [];
  const open = schema === undefined ? [] : [schema];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (here.kind === "reference") found.push(here.schema);
    else open.push(...inPlace(here));
  }
  return found;
}

function defined(...schemas: readonly (Schema | undefined)[]): readonly Schema[] {
  return schemas.filter((schema) => schema !== undefined);
}
