import { Double, type Value } from "./value.js";

/** An Integer, a Long or a BigInteger. */
export function isInteger(value: Value): value is number | bigint {
  return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
}

/** What a Java `int` holds, which is also how lists and texts are counted. */
export function isInt(value: Value): value is number {
  return typeof value === "number" && (value | 0) === value;
}

export function isDouble(value: Value): value is number | Double {
  return value instanceof Double || (typeof value === "number" && !Number.isInteger(value));
}

export function isNumber(value: Value): value is number | bigint | Double {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Double;
}

export function isText(value: Value): value is string {
  return typeof value === "string";
}

export function isList(value: Value): value is Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is Map<Value, Value> {
  return value instanceof Map;
}

export function isAny(_value: Value): _value is Value {
  return true;
}

/** The number itself, for what takes Integers and Doubles alike. */
export function bare(value: number | bigint | Double): number | bigint {
  return value instanceof Double ? value.value : value;
}
