import { boundedInteger, boundedText } from "./bounds.js";
import { bare, isInteger, isNumber } from "./kinds.js";
import { text } from "./text.js";
import { double, integer, type Value } from "./value.js";

/** Two numbers, or texts with whatever they are joined to; nothing counts as the empty text. */
export function add(left: Value, right: Value): Value {
  const a = left ?? "";
  const b = right ?? "";
  if (typeof a === "string" || typeof b === "string") return boundedText(text(a) + text(b));
  return calculate(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );
}

export function subtract(left: Value, right: Value): Value {
  return calculate(
    left,
    right,
    (a, b) => a - b,
    (a, b) => a - b,
  );
}

export function multiply(left: Value, right: Value): Value {
  return calculate(
    left,
    right,
    (a, b) => a * b,
    (a, b) => a * b,
  );
}

/** Integers drop the fraction; by zero there is nothing, even among Doubles. */
export function divide(left: Value, right: Value): Value {
  if (isZero(right)) return null;
  return calculate(
    left,
    right,
    (a, b) => a / b,
    (a, b) => a / b,
  );
}

/** Its sign is the dividend's. */
export function remainder(left: Value, right: Value): Value {
  if (isZero(right)) return null;
  return calculate(
    left,
    right,
    (a, b) => a % b,
    (a, b) => a % b,
  );
}

/** Integers never overflow, and a Double makes a Double of the other. What is no number makes nothing. */
function calculate(
  left: Value,
  right: Value,
  ofIntegers: (left: bigint, right: bigint) => bigint,
  ofDoubles: (left: number, right: number) => number,
): Value {
  if (isInteger(left) && isInteger(right))
    return integer(boundedInteger(ofIntegers(BigInt(left), BigInt(right))));
  if (isNumber(left) && isNumber(right))
    return double(ofDoubles(Number(bare(left)), Number(bare(right))));
  return null;
}

function isZero(value: Value): boolean {
  return isNumber(value) && Number(bare(value)) === 0;
}
