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
  return (sent, take) => {
    if (sent === undefined) return "is missing";
    let first: ReturnType<typeof problemsOf>;
    for (const read of readings) {
      const problems = problemsOf(sent, read, validator, take);
      if (problems === undefined) return undefined;
      first ??= problems;
    }
    return first;
  };
}

function problemsOf(
  sent: readonly SentField[],
  read: FieldReader,
  validator: Validator,
  take: ((value: unknown) => void) | undefined,
) {
  try {
    const value = read(sent);
    const problems = findProblems(value, validator, "", undefined);
    if (problems === undefined) take?.(value);
    return problems;
  } catch (error) {
    if (error instanceof Unreadable) return [error];
    throw error;
  }
}
