import type { Schema, SizeBounds, ValueSchema } from "./schema.js";
import { inPlace } from "./subschemas.js";

/** Whether a schema says something of lists, but for what only other schemas need to know. */
export function hasArrayKeywords({ array }: ValueSchema): boolean {
  const { prefix, items, contains, unique, count } = array;
  return (
    [...prefix, items].some(isRestrictive) || contains !== undefined || unique || isBound(count)
  );
}

/** Whether a schema says something of objects, but for what only other schemas need to know. */
export function hasObjectKeywords({ object }: ValueSchema): boolean {
  const { properties, patterns, additional, names, count, dependentRequired } = object;
  return (
    properties.some(({ required, schema }) => required || isRestrictive(schema)) ||
    [...patterns.map(({ schema }) => schema), additional, names].some(isRestrictive) ||
    dependentRequired.length > 0 ||
    isBound(count)
  );
}

/** Whether a schema forbids anything. */
export function isRestrictive(schema: Schema | undefined): boolean {
  if (schema === undefined) return false;
  if (schema.kind === "reference") return true;
  const { types, enum: values, number, text, format, array, object } = schema;
  return (
    types !== undefined ||
    values !== undefined ||
    Object.keys(number).length > 0 ||
    isBound(text.length) ||
    text.pattern !== undefined ||
    format !== undefined ||
    hasArrayKeywords(schema) ||
    hasObjectKeywords(schema) ||
    isRestrictive(array.unevaluated) ||
    isRestrictive(object.unevaluated) ||
    inPlace(schema).length > 0
  );
}

/** Whether nothing of a schema concerns what is inside lists or objects, or other schemas. */
export function isScalar(schema: Schema): schema is ValueSchema {
  if (schema.kind === "reference") return false;
  const isContainer = schema.types?.some((type) => type === "array" || type === "object") === true;
  const { array, object } = schema;
  return (
    !(isContainer && schema.types?.length === 1) &&
    !hasArrayKeywords(schema) &&
    !hasObjectKeywords(schema) &&
    array.unevaluated === undefined &&
    object.unevaluated === undefined &&
    inPlace(schema).length === 0
  );
}

function isBound({ min, max }: SizeBounds): boolean {
  return (min !== undefined && min > 0) || max !== undefined;
}
