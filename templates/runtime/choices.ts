import type { Problems, Validator } from "./validation.js";
import { isObject, own, silent } from "./validation.js";

/** Whether a value is valid, whatever is wrong with it if not. */
export function holds(validator: Validator, value: unknown): boolean {
  return validator(value, silent);
}

/** How many items of a list are valid. */
export function countHolding(validator: Validator, items: readonly unknown[]): number {
  let count = 0;
  for (const item of items) if (silent.once(count, validator, item)) count += 1;
  return count;
}

/** At least one of these must hold. */
export function anyOf(
  value: unknown,
  problems: Problems,
  validators: readonly Validator[],
): boolean {
  return (
    validators.some((validator) => holds(validator, value)) ||
    problems.add("anyOf", "fits none of the forms that it may have")
  );
}

/** Exactly one of these must hold. */
export function oneOf(
  value: unknown,
  problems: Problems,
  validators: readonly Validator[],
): boolean {
  const first = validators.findIndex((validator) => holds(validator, value));
  if (first === -1) return problems.add("oneOf", "fits none of the forms that it may have");
  return (
    !validators.slice(first + 1).some((validator) => holds(validator, value)) ||
    problems.add("oneOf", "fits more than one of the forms of which it may have one")
  );
}

/**
 * The schema for the value of a property decides.
 * @param others one of which must hold for a value that is no object, and has no properties
 */
export function isVariant(
  value: unknown,
  problems: Problems,
  property: string,
  variants: Readonly<Record<string, Validator>>,
  others: readonly Validator[] = [],
): boolean {
  if (!isObject(value)) {
    const isOther = others.some((validator) => holds(validator, value));
    return isOther || problems.add("type", "must be an object");
  }
  const name = own(value, property);
  if (name === undefined) return problems.add("required", "is missing", property);
  const variant =
    typeof name === "string" && Object.hasOwn(variants, name) ? variants[name] : undefined;
  if (variant !== undefined) return variant(value, problems);
  const names = Object.keys(variants).map((each) => JSON.stringify(each));
  return problems.add("discriminator", `must be one of ${names.join(", ")}`, property);
}

/** This must not hold. */
export function not(value: unknown, problems: Problems, validator: Validator): boolean {
  return !holds(validator, value) || problems.add("not", "has a form that is not allowed");
}
