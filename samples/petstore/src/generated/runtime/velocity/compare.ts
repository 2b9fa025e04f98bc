import { javaEquals } from "./java-equals.js";
import { bare, isList, isMap, isNumber } from "./kinds.js";
import { text } from "./text.js";
import { Entry, Native, type Value } from "./value.js";

/**
 * `==`: numbers by value, values of one class by Java's `equals`, others by what they print. Amazon's
 * engine has the empty text where there is nothing, so that either equals the other.
 */
export function equal(left: Value, right: Value): boolean {
  const a = left ?? "";
  const b = right ?? "";
  if (a === b) return true;
  // Loosely, since a Long and a Double may be the same number.
  // oxlint-disable-next-line eslint/eqeqeq
  if (isNumber(a) && isNumber(b)) return bare(a) == bare(b);
  if (a instanceof Native || b instanceof Native) return false;
  return sameClass(a, b) ? javaEquals(a, b) : text(a) === text(b);
}

export function less(left: Value, right: Value): boolean {
  return isNumber(left) && isNumber(right) && bare(left) < bare(right);
}

export function lessOrEqual(left: Value, right: Value): boolean {
  return isNumber(left) && isNumber(right) && bare(left) <= bare(right);
}

export function greater(left: Value, right: Value): boolean {
  return less(right, left);
}

export function greaterOrEqual(left: Value, right: Value): boolean {
  return lessOrEqual(right, left);
}

/**
 * What `#if`, `!`, `&&` and `||` take as true: all but `false`. Amazon was recorded to take what is not
 * there as true, since its engine has the empty text instead.
 */
export function truthy(value: Value): boolean {
  return value !== false;
}

function sameClass(left: Value, right: Value): boolean {
  return (
    (typeof left === "string" && typeof right === "string") ||
    (isList(left) && isList(right)) ||
    (isMap(left) && isMap(right)) ||
    (left instanceof Entry && right instanceof Entry)
  );
}
