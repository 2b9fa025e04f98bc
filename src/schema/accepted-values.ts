import { isRestrictive } from "./has-keywords.js";
import { type PossibleTypes, typeOf } from "./possible-types.js";
import { isAllowedType } from "./problem-sentences.js";
import type { JsonValue, Schema } from "./schema.js";

type Scalar = null | boolean | number | string;

/** A choice of a few values, or else what a schema allows. */
export interface AcceptedValues {
  readonly values: readonly Scalar[];
  readonly otherwise: Schema;
}

/** More than these are easier to read as a list. */
const MOST_VALUES = 3;

/**
 * What a schema says that is no more than a choice of values and one other schema, as
 * `anyOf: [{ $ref: … }, { type: "null" }]` is; undefined for others. Of `oneOf`, the other schema must
 * not allow the values as well.
 */
export function acceptedValues(
  schema: Schema,
  possible: PossibleTypes,
): AcceptedValues | undefined {
  if (schema.kind === "reference") return undefined;
  const { anyOf, oneOf } = schema;
  if (anyOf.length > 0 === oneOf.length > 0) return undefined;
  if (isRestrictive({ ...schema, anyOf: [], oneOf: [] })) return undefined;
  const options = [...anyOf, ...oneOf].map((option) => ({ option, values: valuesOf(option) }));
  const [otherwise, ...more] = options.flatMap(({ option, values }) => (values ? [] : [option]));
  if (otherwise === undefined || more.length > 0) return undefined;
  const values = options.flatMap((each) => each.values ?? []);
  if (values.length === 0 || values.length > MOST_VALUES) return undefined;
  if (oneOf.length > 0) {
    const types = possible.of(otherwise);
    const isTwice = new Set(values).size < values.length;
    if (isTwice || values.some((value) => types.has(typeOf(value)))) return undefined;
  }
  return { values, otherwise };
}

/** The values that are all that a schema allows, if it names them and they are scalar. */
function valuesOf(schema: Schema): readonly Scalar[] | undefined {
  if (schema.kind === "reference") return undefined;
  const { types, enum: named } = schema;
  const isNull = named === undefined && types?.length === 1 && types[0] === "null";
  const values = isNull ? [null] : named;
  if (values === undefined || !values.every(isScalar)) return undefined;
  if (isRestrictive({ ...schema, types: undefined, enum: undefined })) return undefined;
  return values.filter((value) => isOfType(value, schema.types));
}

function isOfType(value: Scalar, types: Parameters<typeof isAllowedType>[0]): boolean {
  if (typeof value === "number" && types?.includes("number") === false)
    return types.includes("integer") && Number.isInteger(value);
  return isAllowedType(types, typeOf(value));
}

function isScalar(value: JsonValue): value is Scalar {
  return value === null || typeof value !== "object";
}
