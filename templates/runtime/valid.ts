import type { FieldReader } from "./field.js";
import type { ParameterRule } from "./parameter-rule.js";
import type { SentField } from "./sent-field.js";
import { Unreadable } from "./unreadable.js";
import { findProblems, type Validator } from "./validation.js";

/**
 * A parameter that holds whatever a schema describes: the value that is read of its texts must be valid.
 * @param readings of texts that may stand for several values, one of which must be valid
 */
export function valid(validator: Validator, ...readings: readonly FieldReader[]): ParameterRule {
  return (sent) => {
    if (sent === undefined) return "is missing";
    const problems = readings.map((read) => problemsOf(sent, read, validator));
    return problems.includes(undefined) ? undefined : problems[0];
  };
}

function problemsOf(sent: readonly SentField[], read: FieldReader, validator: Validator) {
  try {
    return findProblems(read(sent), validator, "", undefined);
  } catch (error) {
    if (error instanceof Unreadable) return [error];
    throw error;
  }
}
