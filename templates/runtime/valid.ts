import type { FieldReader } from "./field.js";
import type { ParameterRule } from "./parameter-rule.js";
import { Unreadable } from "./unreadable.js";
import { findProblems, type Validator } from "./validation.js";

/** A parameter that holds whatever a schema describes: the value that is read of its texts must be valid. */
export function valid(validator: Validator, read: FieldReader): ParameterRule {
  return (values) => {
    if (values === undefined) return "is missing";
    try {
      const sent = values.map((text) => ({ text, binary: text, mediaType: undefined }));
      return findProblems(read(sent), validator, "", undefined);
    } catch (error) {
      if (error instanceof Unreadable) return [error];
      throw error;
    }
  };
}
