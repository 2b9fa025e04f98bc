import type { Schema, SchemaReference, ValueSchema } from "./schema.js";

/**
 * A schema with others in place of the schemas that stand in it.
 * @param mapReference for where only a reference may stand
 */
export function mapSubschemas(
  schema: ValueSchema,
  map: (schema: Schema) => Schema,
  mapReference: (reference: SchemaReference) => SchemaReference,
): ValueSchema {
  const all = (schemas: readonly Schema[]) => schemas.map((each) => map(each));
  const one = (each: Schema | undefined) => each && map(each);
  const within = <Holder extends { readonly schema: Schema }>(holders: readonly Holder[]) =>
    holders.map((holder) => ({ ...holder, schema: map(holder.schema) }));
  const { array, object, condition, discriminator } = schema;
  return {
    ...schema,
    array: {
      ...array,
      prefix: all(array.prefix),
      items: one(array.items),
      contains: array.contains && { ...array.contains, schema: map(array.contains.schema) },
      unevaluated: one(array.unevaluated),
    },
    object: {
      ...object,
      properties: within(object.properties),
      patterns: within(object.patterns),
      additional: one(object.additional),
      names: one(object.names),
      dependentSchemas: within(object.dependentSchemas),
      unevaluated: one(object.unevaluated),
    },
    allOf: all(schema.allOf),
    anyOf: all(schema.anyOf),
    oneOf: all(schema.oneOf),
    not: one(schema.not),
    condition: condition && {
      test: map(condition.test),
      consequent: one(condition.consequent),
      alternate: one(condition.alternate),
    },
    discriminator: discriminator && {
      ...discriminator,
      variants: discriminator.variants.map((variant) => ({
        ...variant,
        schema: mapReference(variant.schema),
      })),
    },
  };
}
