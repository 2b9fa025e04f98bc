import { type FieldReader, scalarField } from "./field.js";
import { type FieldReaders, formObject } from "./form-object.js";
import type { SentField } from "./sent-field.js";
import { Unreadable } from "./unreadable.js";

/**
 * An object of which each member is sent by its own name, `range[from]` (style `deepObject` of OpenAPI).
 * @param members how values are read that are not texts
 */
export function deepField(members: FieldReaders): FieldReader {
  return (sent) => {
    const fields = sent.map((field) => [memberOf(field), field] as const);
    return formObject(fields, members, scalarField());
  };
}

/** `from[day]`, where `[from][day]` follows the name of the parameter. */
function memberOf({ suffix = "" }: SentField): string {
  const [, member, rest = ""] = /^\[([^[\]]+)\]((?:\[[^[\]]*\])*)$/.exec(suffix) ?? [];
  if (member === undefined) throw new Unreadable("style", "must be sent by its members alone");
  return member + rest;
}
