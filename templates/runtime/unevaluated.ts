import type { Problems, Validator } from "./validation.js";
import { isObject } from "./validation.js";

/** Notes the members, or the indexes of the items, that a schema looks at. */
export type Marker = (value: unknown, seen: Set<string | number>) => void;

/** Checks the members that nothing else of a schema looks at. */
export function unevaluatedMembers(
  value: unknown,
  problems: Problems,
  validator: Validator | "forbidden",
  marker?: Marker,
): boolean {
  if (!isObject(value)) return true;
  const seen = new Set<string | number>();
  marker?.(value, seen);
  let valid = true;
  for (const [key, member] of Object.entries(value)) {
    if (seen.has(key)) continue;
    if (validator === "forbidden") {
      valid = problems.add("unevaluatedProperties", "is not allowed", key);
    } else if (!problems.once(key, validator, member)) valid = false;
  }
  return valid;
}

/** Checks the items that nothing else of a schema looks at. */
export function unevaluatedItems(
  value: unknown,
  problems: Problems,
  validator: Validator | "forbidden",
  marker?: Marker,
): boolean {
  if (!Array.isArray(value)) return true;
  const seen = new Set<string | number>();
  marker?.(value, seen);
  let valid = true;
  for (const [index, item] of value.entries()) {
    if (seen.has(index)) continue;
    if (validator === "forbidden") {
      valid = problems.add("unevaluatedItems", "is not allowed", index);
    } else if (!problems.once(index, validator, item)) valid = false;
  }
  return valid;
}
