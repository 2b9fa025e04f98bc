import { checkDepth } from "./bounds.js";
import { bare, isDouble, isInt, isInteger, isList, isMap, isText } from "./kinds.js";
import { Entry, type Value } from "./value.js";

/** Java's `hashCode`, by the algorithms that its classes document. */
export function hashCode(value: Value, depth = 0): number {
  checkDepth(depth);
  if (value === null) return 0;
  if (isText(value)) return fold(value.length, (i) => value.charCodeAt(i), 0);
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (isInt(value)) return value;
  if (isDouble(value)) return doubleHash(Number(bare(value)));
  if (isInteger(value)) return bitsHash(BigInt(value));
  if (isList(value)) return fold(value.length, (i) => hashCode(value[i] ?? null, depth + 1), 1);
  if (isMap(value)) {
    let sum = 0;
    for (const [key, item] of value)
      sum = (sum + (hashCode(key, depth + 1) ^ hashCode(item, depth + 1))) | 0;
    return sum;
  }
  return value instanceof Entry
    ? hashCode(value.key, depth + 1) ^ hashCode(value.value, depth + 1)
    : 0;
}

function fold(length: number, hashOf: (index: number) => number, start: number): number {
  let hash = start;
  for (let i = 0; i < length; i += 1) hash = (Math.imul(hash, 31) + hashOf(i)) | 0;
  return hash;
}

function doubleHash(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return bitsHash(view.getBigInt64(0));
}

/** Of the upper and lower half of 64 bits. */
function bitsHash(bits: bigint): number {
  return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)));
}
