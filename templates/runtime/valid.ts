import { type FieldReader, UnreadableField } from "./field.js";
import type { ParameterRule } from "./parameter-rule.js";
import { Problems, type Validator } from "./validation.js";

/** A parameter that holds whatever a schema describes: the value that is read of its texts must be valid. */
export function valid(validator: Validator, read: FieldReader): ParameterRule {
  return (values) => {
    if (values === undefined) return "is missing";
    const problems = new Problems("");
    try {
      const sent = values.map((text) => ({ text, binary: text, mediaType: undefined }));
      return validator(read(sent), problems) ? undefined : problems.list;
    } catch (error) {
      if (error instanceof UnreadableField) return error.message;
      throw error;
    }
  };
}
