import { expect, test } from "vitest";
import {
  equal,
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
  truthy,
} from "../../../templates/runtime/velocity/compare.js";
import {
  ArrayList,
  Double,
  Entry,
  Native,
  type Value,
} from "../../../templates/runtime/velocity/value.js";

class Tool extends Native {}

const tool = new Tool();
const map = new Map<Value, Value>([["k", 1]]);

test.each<[string, Value, Value, boolean]>([
  ["an Integer and the same Double", 1, new Double(1), true],
  ["a Long and the same Double", 2n ** 60n, new Double(2 ** 60), true],
  ["an Integer and another", 1, 2, false],
  ["0.0 and -0.0", new Double(0), new Double(-0), true],
  ["texts", "a", "a", true],
  ["texts that differ in case", "a", "A", false],
  ["a number and its text", 1, "1", true],
  ["a Double and its text", new Double(1), "1.0", true],
  ["a Double and the Integer's text", new Double(1), "1", false],
  ["a boolean and its text", true, "true", true],
  ["a map and its text", map, "{k=1}", true],
  ["equal maps", map, new Map([["k", 1]]), true],
  ["maps of other values", map, new Map([["k", 2]]), false],
  ["maps of other keys", map, new Map([["l", 1]]), false],
  ["equal lists of either kind", [1, "a"], ArrayList.of<Value>(1, "a"), true],
  ["lists of an Integer and a Double", [1], [new Double(1)], false],
  ["lists of other lengths", [1], [1, 1], false],
  ["entries", new Entry("k", map), new Entry("k", new Map([["k", 1]])), true],
  ["an object of the gateway and itself", tool, tool, true],
  ["objects of the gateway", tool, new Tool(), false],
  ["an object of the gateway and what it prints", tool, "", false],
  // Recorded on Amazon.
  ["nothing and nothing", null, null, true],
  ["nothing and the empty text", null, "", true],
  ["nothing and an empty list", null, [], false],
  ["nothing and an empty map", null, new Map(), false],
  ["nothing and false", null, false, false],
  ["nothing and zero", null, 0, false],
  ["the empty text and an empty list", "", [], false],
])("%s equal: %s", (_what, left, right, expected) => {
  expect(equal(left, right)).toBe(expected);
  expect(equal(right, left)).toBe(expected);
});

test.each<[Value, Value, -1 | 0 | 1]>([
  [1, 2, -1],
  [1, 1, 0],
  [1, 1.5, -1],
  [new Double(2), 1, 1],
  [new Double(2), 2, 0],
  [2n ** 60n, 2n ** 60n + 1n, -1],
  [2n ** 60n, 0.5, 1],
])("%s and %s are in order", (left, right, order) => {
  expect(less(left, right)).toBe(order < 0);
  expect(lessOrEqual(left, right)).toBe(order <= 0);
  expect(greater(left, right)).toBe(order > 0);
  expect(greaterOrEqual(left, right)).toBe(order >= 0);
});

test.each<[Value, Value]>([
  ["1", 2],
  ["a", "b"],
  [null, 1],
  [1, null],
  [false, true],
  [new Double(NaN), 1],
])("%j and %j have no order", (left, right) => {
  for (const compare of [less, lessOrEqual, greater, greaterOrEqual])
    expect(compare(left, right)).toBe(false);
});

test.each<[Value, boolean]>([
  [false, false],
  [true, true],
  ["", true],
  ["false", true],
  [0, true],
  [[], true],
  [new Map(), true],
  // Recorded on Amazon, where the empty text stands for nothing.
  [null, true],
])("%j is taken as %s", (value, expected) => {
  expect(truthy(value)).toBe(expected);
});
