import { describe, expect, test } from "vitest";
import { anyOf } from "../../templates/runtime/choices.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { findProblems, isObject, own } from "../../templates/runtime/validation.js";

/** A list of texts, or of objects whose `name/s` are such lists. */
function isTree(seen: unknown[]): Validator {
  const isList: Validator = (value, problems) => {
    if (!Array.isArray(value)) return problems.add("type", "must be a list");
    let valid = true;
    for (const [index, item] of value.entries()) {
      if (!problems.once(index, isNode, item)) valid = false;
    }
    return valid;
  };
  const isNode: Validator = (value, problems) => {
    seen.push(value);
    if (isObject(value)) return isList(own(value, "name/s"), problems.at("name/s"));
    return typeof value === "string" || problems.add("type", "must be text");
  };
  return isList;
}

const TREE = ["a", { "name/s": ["b", { "name/s": [1, 2] }] }, 3];
const places = (list: ReturnType<typeof findProblems>) => list?.map(({ at }) => at);

test("all that is wrong, each under its own pointer", () => {
  const found = findProblems(TREE, isTree([]), "body", undefined);
  expect(places(found)).toEqual(["/1/name~1s/1/name~1s/0", "/1/name~1s/1/name~1s/1", "/2"]);
});

test("the first ends the check, and still has its pointer", () => {
  const seen: unknown[] = [];
  const found = findProblems(TREE, isTree(seen), "body", "first");
  expect(places(found)).toEqual(["/1/name~1s/1/name~1s/0"]);
  expect(seen).not.toContain(2);
  expect(seen).not.toContain(3);
});

test("so does the last that is told", () => {
  const seen: unknown[] = [];
  const found = findProblems(
    Array.from({ length: 1_000_000 }, (_, index) => index),
    isTree(seen),
    "body",
    undefined,
  );
  expect(found).toHaveLength(50);
  expect(seen).toHaveLength(50);
});

describe.each(["first", undefined] as const)("errors: %s", (errors) => {
  test("forms that a value need not have end nothing", () => {
    const isEither: Validator = (value, problems) =>
      anyOf(value, problems, [isTree([]), (other) => other === 1]);
    expect(findProblems(1, isEither, "body", errors)).toBeUndefined();
    expect(findProblems(2, isEither, "body", errors)).toHaveLength(1);
  });

  test("what is valid has none", () => {
    expect(findProblems(["a"], isTree([]), "body", errors)).toBeUndefined();
  });

  test("a validator that says no without a word is believed", () => {
    expect(findProblems(1, () => false, "body", errors)).toEqual([]);
  });

  test("what a validator throws is no problem of the value", () => {
    const broken: Validator = () => {
      throw new RangeError("broken");
    };
    expect(() => findProblems(1, broken, "body", errors)).toThrow(RangeError);
  });
});
