import { parseDouble, parseInteger, radixText, truncated } from "./java-numbers.js";
import { bare, isDouble, isInt, isInteger, isNumber, isText } from "./kinds.js";
import { type Method, type Methods, methods, none, one, overloaded, two } from "./method.js";
import { text } from "./text.js";
import { Double, double, integer, type Value } from "./value.js";

type Integer = number | bigint;
type AnyDouble = number | Double;

const min = (a: Integer, b: Integer): Integer => (b < a ? b : a);
const max = (a: Integer, b: Integer): Integer => (b > a ? b : a);
const order = (a: Integer, b: Integer): number => (a < b ? -1 : Number(a > b));

/** `java.lang.Integer` and `java.lang.Long`; what is static in Java does not look at the target. */
export const integerMethods: Methods<Integer> = methods<Integer>({
  intValue: none((target) => integer(BigInt.asIntN(32, BigInt(target)))),
  longValue: none((target) => integer(BigInt.asIntN(64, BigInt(target)))),
  shortValue: none((target) => integer(BigInt.asIntN(16, BigInt(target)))),
  byteValue: none((target) => integer(BigInt.asIntN(8, BigInt(target)))),
  doubleValue: none((target) => double(Number(target))),
  floatValue: none((target) => double(Math.fround(Number(target)))),
  compareTo: one(isInteger, order),
  compare: two(isInteger, isInteger, (_target, a, b) => order(a, b)),
  min: two(isInteger, isInteger, (_target, a, b) => min(a, b)),
  max: two(isInteger, isInteger, (_target, a, b) => max(a, b)),
  signum: one(isInteger, (_target, value) => order(value, 0)),
  parseInt: parser(() => 32),
  parseLong: parser(() => 64),
  valueOf: overloaded(
    parser((target) => (isInt(target) ? 32 : 64)),
    one(isInteger, (_target, value) => value),
  ),
  toString: one(isInteger, (_target, value) => text(value)),
  toHexString: one(isInteger, (_target, value) => radixText(value, 16)),
  toOctalString: one(isInteger, (_target, value) => radixText(value, 8)),
  toBinaryString: one(isInteger, (_target, value) => radixText(value, 2)),
});

/** `java.lang.Double`. */
export const doubleMethods: Methods<AnyDouble> = methods<AnyDouble>({
  intValue: none((target) => truncated(numberOf(target), 32)),
  longValue: none((target) => truncated(numberOf(target), 64)),
  doubleValue: none((target) => target),
  floatValue: none((target) => double(Math.fround(numberOf(target)))),
  isNaN: overloaded(
    none((target) => Number.isNaN(numberOf(target))),
    one(isDouble, (_target, value) => Number.isNaN(numberOf(value))),
  ),
  isInfinite: none((target) => Math.abs(numberOf(target)) === Infinity),
  compareTo: one(isDouble, (target, other) => order(numberOf(target), numberOf(other))),
  compare: two(isNumber, isNumber, (_target, a, b) => order(bare(a), bare(b))),
  min: two(isNumber, isNumber, (_target, a, b) => double(Math.min(numberOf(a), numberOf(b)))),
  max: two(isNumber, isNumber, (_target, a, b) => double(Math.max(numberOf(a), numberOf(b)))),
  parseDouble: one(isText, (_target, value) => parseDouble(value)),
  valueOf: overloaded(
    one(isText, (_target, value) => parseDouble(value)),
    one(isNumber, (_target, value) => double(numberOf(value))),
  ),
  toString: one(isNumber, (_target, value) => text(double(numberOf(value)))),
});

/** `java.lang.Boolean`. */
export const booleanMethods: Methods<boolean> = methods<boolean>({
  booleanValue: none((target) => target),
  compareTo: one(isBoolean, (target, other) => Number(target) - Number(other)),
  parseBoolean: one(isText, (_target, value) => value.toLowerCase() === "true"),
  valueOf: overloaded(
    one(isText, (_target, value) => value.toLowerCase() === "true"),
    one(isBoolean, (_target, value) => value),
  ),
  toString: one(isBoolean, (_target, value) => text(value)),
});

/** @param bitsOf of the numbers that the target's class has */
function parser(bitsOf: (target: Integer) => 32 | 64): Method<Integer> {
  return overloaded<Integer>(
    one(isText, (target, value) => parseInteger(value, bitsOf(target))),
    two(isText, isInt, (target, value, radix) => parseInteger(value, bitsOf(target), radix)),
  );
}

function numberOf(value: number | bigint | Double): number {
  return Number(bare(value));
}

function isBoolean(value: Value): value is boolean {
  return typeof value === "boolean";
}
