import { checkDepth } from "./bounds.js";
import { bare, isDouble, isList, isMap, isNumber } from "./kinds.js";
import { Entry, type Value } from "./value.js";

/** Java's `equals`: a Double equals no Integer, lists and maps equal by what is in them. */
export function javaEquals(left: Value, right: Value, depth = 0): boolean {
  checkDepth(depth);
  if (left === right) return true;
  if (isNumber(left) && isNumber(right))
    return isDouble(left) === isDouble(right) && Object.is(bare(left), bare(right));
  if (isList(left) && isList(right))
    return (
      left.length === right.length &&
      left.every((item, i) => javaEquals(item, right[i] ?? null, depth + 1))
    );
  if (isMap(left) && isMap(right)) return mapsEqual(left, right, depth);
  return (
    left instanceof Entry &&
    right instanceof Entry &&
    javaEquals(left.key, right.key, depth + 1) &&
    javaEquals(left.value, right.value, depth + 1)
  );
}

function mapsEqual(
  left: ReadonlyMap<Value, Value>,
  right: ReadonlyMap<Value, Value>,
  depth: number,
): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left)
    if (!right.has(key) || !javaEquals(value, right.get(key) ?? null, depth + 1)) return false;
  return true;
}
