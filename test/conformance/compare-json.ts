import type { Json, JsonObject } from "./json.js";
import { isObject } from "./json.js";
import { isMatcher, matcherProblem } from "./matcher.js";

/** How a value is held against an expected one. */
export interface JsonRule {
  /** `subset`: members that are not expected may stand beside those that are. */
  readonly objects: "equal" | "subset";
  /** `subset`: each expected item against the item at its position. */
  readonly lists: "equal" | "subset";
  /** Whether matchers may stand in place of values. */
  readonly matchers: boolean;
  /** Numbers and booleans are texts: a query protocol knows nothing else. */
  readonly texts: boolean;
}

export const EQUAL: JsonRule = {
  objects: "equal",
  lists: "equal",
  matchers: false,
  texts: false,
};
export const SUBSET: JsonRule = { ...EQUAL, objects: "subset" };

/** The first difference between a value and an expected one; undefined if there is none. */
export function jsonProblem(
  actual: Json | undefined,
  expected: Json,
  rule: JsonRule,
  at: string,
): string | undefined {
  if (rule.matchers && isMatcher(expected)) return matcherProblem(asText(actual), expected, at);
  if (actual === undefined) return `${at} is missing`;
  const differs = `${at} is ${brief(actual)}, not ${brief(expected)}`;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return differs;
    if (actual.length < expected.length) return differs;
    if (rule.lists === "equal" && actual.length > expected.length) return differs;
    return first(expected.entries(), ([index, item]) =>
      jsonProblem(actual[index] as Json, item as Json, rule, `${at}[${index}]`),
    );
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return differs;
    const beside = Object.keys(actual).find((key) => !Object.hasOwn(expected, key));
    if (rule.objects === "equal" && beside !== undefined) return `${at}.${beside} is not expected`;
    return first(Object.entries(expected), ([key, member]) =>
      jsonProblem(own(actual, key), member, rule, `${at}.${key}`),
    );
  }
  const value = rule.texts && typeof expected !== "string" ? String(expected) : expected;
  return actual === value ? undefined : differs;
}

function first<Item>(
  items: Iterable<Item>,
  problemOf: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export function own(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Matchers look at texts. */
function asText(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}

/** A value as a message can show it. */
export function brief(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
