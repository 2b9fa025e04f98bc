import { describe, expect, test } from "vitest";
import { EQUAL, jsonProblem, SUBSET, type JsonRule } from "./compare-json.js";
import type { Json } from "./json.js";

const MATCHED: JsonRule = { ...SUBSET, matchers: true };

/** Whether a value is taken for an expected one. */
function holds(actual: Json | undefined, expected: Json, rule: JsonRule): boolean {
  return jsonProblem(actual, expected, rule, "value") === undefined;
}

describe("equal", () => {
  test.each<[Json, Json, boolean]>([
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: "1" }, { a: 1 }, false],
    [{}, { a: null }, false],
    [{ a: null }, { a: null }, true],
    [[1, 2], [1], false],
    [[], {}, false],
    [{}, [], false],
    [null, {}, false],
    // Matchers mean nothing here.
    ["x", { present: true }, false],
    [{ present: true }, { present: true }, true],
  ])("%j against %j", (actual, expected, passes) => {
    expect(holds(actual, expected, EQUAL)).toBe(passes);
  });
});

describe("subset", () => {
  test.each<[Json, Json, boolean]>([
    [{ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1 } }, true],
    [{ a: { c: 2 } }, { a: { b: 1 } }, false],
    [{ A: 1 }, { a: 1 }, false],
    [{}, { a: null }, false],
    [{ a: [1, 2] }, { a: [1] }, false],
    [{ a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }] }, true],
  ])("%j against %j", (actual, expected, passes) => {
    expect(holds(actual, expected, SUBSET)).toBe(passes);
  });
});

test("names the place of a difference, and what is there", () => {
  expect(jsonProblem({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, EQUAL, "body")).toBe(
    "body.a[0].b is 1, not 2",
  );
  expect(jsonProblem({}, { a: 1 }, EQUAL, "body")).toBe("body.a is missing");
  expect(jsonProblem({ a: 1 }, {}, EQUAL, "body")).toBe("body.a is not expected");
});

test("does not look into prototypes", () => {
  expect(holds({}, { toString: { present: true } }, MATCHED)).toBe(false);
});

test("lists may be held against by position, as parameters of services are", () => {
  const rule: JsonRule = { ...MATCHED, lists: "subset" };
  expect(holds([{ a: 1, b: 2 }, 3], [{ a: 1 }], rule)).toBe(true);
  expect(holds([], [{ a: 1 }], rule)).toBe(false);
});

test("a protocol of texts has no numbers", () => {
  expect(holds({ n: "10" }, { n: 10 }, { ...MATCHED, texts: true })).toBe(true);
  expect(holds({ n: "10" }, { n: 10 }, MATCHED)).toBe(false);
});

describe("matchers", () => {
  test.each<[Json | undefined, Json, boolean]>([
    ["x", { present: true }, true],
    [undefined, { present: true }, false],
    [undefined, { absent: true }, true],
    ["x", { absent: true }, false],
    ["abc", { contains: "b" }, true],
    ["abc", { contains: "d" }, false],
    [undefined, { contains: "" }, false],
    ["abc", { matches: "^a.c$" }, true],
    ["abcd", { matches: "^a.c$" }, false],
    ["b", { oneOf: ["a", "b"] }, true],
    ["c", { oneOf: ["a", "b"] }, false],
  ])("%j against %j", (actual, matcher, passes) => {
    const value: Json = actual === undefined ? {} : { member: actual };
    expect(holds(value, { member: matcher }, MATCHED)).toBe(passes);
  });

  test("an object with other members is a value", () => {
    expect(holds({ present: true, x: 1 }, { present: true, x: 1 }, MATCHED)).toBe(true);
    expect(holds("anything", { present: true, x: 1 }, MATCHED)).toBe(false);
    expect(holds("anything", {}, MATCHED)).toBe(false);
  });
});
