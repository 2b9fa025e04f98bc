import { type FieldReader, scalarField } from "./field.js";
import { deepValue, type DeepReader, levelsOf } from "./form-object.js";
import type { SentField } from "./sent-field.js";
import { Unreadable } from "./unreadable.js";

/**
 * A parameter of style `deepObject`: members are `name[member]`, the items of lists `name[]` or
 * `name[0]`, and scalars the name alone. OpenAPI says the first only; the others are what servers read.
 */
export function deepField(reader: DeepReader): FieldReader {
  return (sent) => {
    const fields = sent.map((field) => [pathOf(field), field] as const);
    return deepValue(fields, reader, scalarField());
  };
}

/** What follows the name of the parameter. */
function pathOf({ suffix = "" }: SentField): readonly string[] {
  if (/^(?:\[[^[\]]*\])*$/.test(suffix)) return levelsOf(suffix);
  throw new Unreadable("style", "must have each member and item in brackets");
}
