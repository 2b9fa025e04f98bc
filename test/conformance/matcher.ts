import type { Json, JsonObject } from "./json.js";
import { isObject } from "./json.js";

const MATCHERS = new Set(["present", "absent", "contains", "matches", "oneOf"]);

/** Whether an expected value says how to look at a value, instead of being one. */
export function isMatcher(expected: Json): expected is JsonObject {
  return (
    isObject(expected) &&
    Object.keys(expected).length > 0 &&
    Object.keys(expected).every((key) => MATCHERS.has(key))
  );
}

/** What a matcher finds wrong with a text, or with its absence. */
export function matcherProblem(
  actual: string | undefined,
  matcher: JsonObject,
  at: string,
): string | undefined {
  const { present, absent, contains, matches, oneOf } = matcher;
  const is = `${at} is ${actual === undefined ? "missing" : JSON.stringify(actual)}`;
  if (absent === true) return actual === undefined ? undefined : `${is}, which must be absent`;
  if (actual === undefined) return is;
  if (typeof contains === "string" && !actual.includes(contains)) {
    return `${is}, which does not contain ${JSON.stringify(contains)}`;
  }
  if (typeof matches === "string" && !new RegExp(matches).test(actual)) {
    return `${is}, which does not match ${matches}`;
  }
  if (Array.isArray(oneOf) && !oneOf.includes(actual)) {
    return `${is}, which is none of ${JSON.stringify(oneOf)}`;
  }
  return present === undefined || present === true ? undefined : `${at} has an odd matcher`;
}
