import { expect, test } from "vitest";
import {
  itemAt,
  property,
  setIndex,
  setProperty,
} from "../../../templates/runtime/velocity/access.js";
import { invoke } from "../../../templates/runtime/velocity/invoke.js";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import {
  ArrayList,
  Double,
  Entry,
  Native,
  type Value,
} from "../../../templates/runtime/velocity/value.js";

class Tool extends Native {
  override property(name: string): Value | undefined {
    return name === "known" ? "yes" : undefined;
  }
}

const map = new Map<Value, Value>([
  ["k", "v"],
  ["nothing", null],
  ["constructor", "own"],
  [1, "one"],
]);

test.each<[string, Value, string, Value]>([
  ["a member", map, "k", "v"],
  ["a member that is nothing", map, "nothing", null],
  ["a member of a map that a name of JavaScript's has", map, "constructor", "own"],
  ["a missing member", map, "prototype", null],
  ["the prototype", new Map(), "__proto__", null],
  ["the size of a map", map, "size", null],
  ["a map's empty, which is a member only", map, "empty", null],
  ["a list's empty", [], "empty", true],
  ["a list's size, which has no getter", [1], "size", null],
  ["a list's length", [1], "length", null],
  ["a member of a list's items", [map], "k", null],
  ["a text's empty", "a", "empty", false],
  ["an entry's key", new Entry("k", map), "key", "k"],
  ["an entry's value", new Entry("k", map), "value", "v"],
  ["a number's", 1, "value", null],
  ["of nothing", null, "k", null],
  ["of the gateway's", new Tool(), "known", "yes"],
  ["of the gateway's that is not", new Tool(), "unknown", null],
])("property: %s", (_what, target, name, expected) => {
  expect(property(target, name)).toEqual(expected);
});

test.each<[Value, string]>([
  ["", "java.lang.String"],
  [1, "java.lang.Integer"],
  [2147483648, "java.lang.Long"],
  [2n ** 62n, "java.lang.Long"],
  [2n ** 64n, "java.math.BigInteger"],
  [1.5, "java.lang.Double"],
  [new Double(1), "java.lang.Double"],
  [true, "java.lang.Boolean"],
  [map, "java.util.LinkedHashMap"],
  [[], "java.util.ArrayList"],
  [new ArrayList(), "java.util.ArrayList"],
])("the class of %s is %s, and leads no further", (value, name) => {
  const type = property(value, "class");
  expect(property(type, "name")).toBe(name);
  expect(property(type, "simpleName")).toBe(name.split(".").at(-1));
  expect(invoke(invoke(value, "getClass", []), "getName", [])).toBe(name);
  expect(property(type, "class")).toBeNull();
  expect(property(type, "classLoader")).toBeNull();
  expect(invoke(type, "forName", ["java.lang.Runtime"])).toBeNull();
});

test.each<[string, Value, Value, Value]>([
  ["the first item", ["a", "b"], 0, "a"],
  ["the last item", ["a", "b"], -1, "b"],
  ["beyond the end", ["a"], 1, null],
  ["before the start", ["a"], -2, null],
  ["an item that is nothing", [null], 0, null],
  ["a text as an index", ["a"], "0", null],
  ["a Double as an index", ["a"], new Double(0), null],
  ["a name as an index", ["a"], "length", null],
  ["a key", map, "k", "v"],
  ["a number as a key", map, 1, "one"],
  ["the text of a number as a key", map, "1", null],
  ["nothing as a key", map, null, null],
  ["a name of JavaScript's", new Map(), "__proto__", null],
  ["a text's character", "abc", 0, null],
  ["of nothing", null, 0, null],
  ["of the gateway's", new Tool(), "known", "yes"],
])("itemAt: %s", (_what, target, key, expected) => {
  expect(itemAt(target, key)).toEqual(expected);
});

test("members and items can be set, and others not", () => {
  const target = new Map<Value, Value>([["list", [1, 2, 3]]]);
  setProperty(target, "a", "v");
  setProperty(target, "__proto__", "own");
  setIndex(target, 5, "five");
  setIndex(target, null, "empty key");
  setProperty(target, "gone", null);
  setProperty(new Entry("a", target), "value", "w");
  expect([...target]).toEqual([
    ["list", [1, 2, 3]],
    ["a", "w"],
    ["__proto__", "own"],
    [5, "five"],
    ["", "empty key"],
    ["gone", ""],
  ]);

  const list: Value = [1, 2, 3];
  setIndex(list, 0, "first");
  setIndex(list, -1, "last");
  setIndex(list, "length", 0);
  setProperty(list, "length", 0);
  expect(list).toEqual(["first", 2, "last"]);
  for (const target of [null, "text", 1, new Tool()]) {
    setProperty(target, "a", 1);
    setIndex(target, 0, 1);
  }
});

test.each([3, -4])("setting the item %i of three fails the template", (at) => {
  expect(() => setIndex([1, 2, 3], at, "x")).toThrow(TemplateError);
});
