import { checkDepth } from "./bounds.js";
import type { Operator } from "./json-path-steps.js";
import { bare, isNumber } from "./kinds.js";
import { text } from "./text.js";
import type { Value } from "./value.js";

/**
 * Compares as filters of JSONPath do.
 * @param visit counts values that are looked at, or work that takes as long
 */
export function compareInPath(
  left: Value | undefined,
  operator: Operator,
  right: Value | undefined,
  visit: Visit,
): boolean {
  // What is missing differs from everything, and is in no list.
  if (left === undefined || right === undefined) return operator === "!=" || operator === "nin";
  return COMPARISONS[operator](left, right, visit);
}

type Visit = (count?: number) => void;
type Comparison = (left: Value, right: Value, visit: Visit) => boolean;

/** Characters that are compared in the time of a visit. */
const CHARACTERS = 100;

const same: Comparison = (left, right, visit) => isSame(left, right, visit);

const among: Comparison = (left, right, visit) =>
  Array.isArray(right) && right.some((each) => isSame(left, each, visit));

const COMPARISONS: Readonly<Record<Operator, Comparison>> = {
  "==": same,
  "!=": (left, right, visit) => !same(left, right, visit),
  "<": (left, right, visit) => order(left, right, visit) < 0,
  "<=": (left, right, visit) => order(left, right, visit) <= 0,
  ">": (left, right, visit) => order(left, right, visit) > 0,
  ">=": (left, right, visit) => order(left, right, visit) >= 0,
  in: among,
  nin: (left, right, visit) => !among(left, right, visit),
  size: (left, right) => sizeOf(left) === right,
  empty: (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right,
  contains: (left, right, visit) =>
    typeof left === "string"
      ? typeof right === "string" && includes(left, right, visit)
      : among(right, left, visit),
  anyof: (left, right, visit) =>
    Array.isArray(left) && left.some((each) => among(each, right, visit)),
  noneof: (left, right, visit) =>
    Array.isArray(left) && !left.some((each) => among(each, right, visit)),
  subsetof: (left, right, visit) =>
    Array.isArray(left) && left.every((each) => among(each, right, visit)),
};

/** A number is the same as a text that says it. */
function isSame(left: Value, right: Value, visit: Visit, depth = 0): boolean {
  checkDepth(depth);
  if (isNumber(left) && typeof right === "string") {
    return right.trim() !== "" && order(left, Number(right), visit) === 0;
  }
  if (typeof left === "string" && isNumber(right)) return left === text(right);
  if (isNumber(left) || typeof left === "string") return order(left, right, visit) === 0;
  visit();
  if (Array.isArray(left) && Array.isArray(right)) {
    const sameAt = (item: Value, at: number) => isSame(item, right[at] ?? null, visit, depth + 1);
    return left.length === right.length && left.every(sameAt);
  }
  if (!(left instanceof Map && right instanceof Map)) return left === right;
  const sameIn = ([key, member]: [Value, Value]) =>
    right.has(key) && isSame(member, right.get(key) ?? null, visit, depth + 1);
  return left.size === right.size && [...left].every(sameIn);
}

/** NaN where there is no order, as between a text and a number. */
function order(left: Value, right: Value, visit: Visit): number {
  const numbers = isNumber(left) && isNumber(right);
  const texts = typeof left === "string" && typeof right === "string";
  visit(texts ? 1 + Math.min(left.length, right.length) / CHARACTERS : 1);
  if (!numbers && !texts) return Number.NaN;
  const [one, other] = numbers ? [bare(left), bare(right)] : [left, right];
  if (one < other) return -1;
  if (one > other) return 1;
  return one >= other ? 0 : Number.NaN;
}

function includes(text: string, part: string, visit: Visit): boolean {
  visit(text.length / CHARACTERS);
  return text.includes(part);
}

function sizeOf(value: Value): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return value instanceof Map ? value.size : undefined;
}
