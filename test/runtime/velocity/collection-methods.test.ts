import { expect, test } from "vitest";
import { invoke } from "../../../templates/runtime/velocity/invoke.js";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import { text } from "../../../templates/runtime/velocity/text.js";
import {
  ArrayList,
  Double,
  Native,
  type Value,
} from "../../../templates/runtime/velocity/value.js";

const list = (...items: Value[]): ArrayList => ArrayList.from(items);

/** The answer, and the list afterwards. */
test.each<[string, Value[], Value[], Value, Value[]]>([
  ["size", [1, 2], [], 2, [1, 2]],
  ["count", [1, 2], [], 2, [1, 2]],
  ["isEmpty", [], [], true, []],
  ["get", [1, 2], [1], 2, [1, 2]],
  ["contains", [1, 2], [1], true, [1, 2]],
  ["contains", [1, 2], ["1"], false, [1, 2]],
  ["contains", [1, 2], [new Double(1)], false, [1, 2]],
  ["contains", [[1]], [[1]], true, [[1]]],
  ["containsAll", [1, 2], [[2, 1]], true, [1, 2]],
  ["indexOf", ["a", "b", "a"], ["a"], 0, ["a", "b", "a"]],
  ["lastIndexOf", ["a", "b", "a"], ["a"], 2, ["a", "b", "a"]],
  ["lastIndexOf", [], ["a"], -1, []],
  ["add", [1], [2], true, [1, 2]],
  ["add", [1, 2], [0, "x"], "", ["x", 1, 2]],
  ["add", [1], [1, "x"], "", [1, "x"]],
  ["addAll", [1], [[2, 3]], true, [1, 2, 3]],
  ["addAll", [1], [[]], false, [1]],
  ["addAll", [1, 2], [1, ["x", "y"]], true, [1, "x", "y", 2]],
  ["set", ["one", "two"], [1, "foo"], "two", ["one", "foo"]],
  ["remove", ["a", "b"], [0], "a", ["b"]],
  ["remove", ["a", "b"], ["b"], true, ["a"]],
  ["remove", ["a", "b"], ["c"], false, ["a", "b"]],
  ["removeAll", [1, 2, 1], [[1]], true, [2]],
  ["retainAll", [1, 2, 1], [[1]], true, [1, 1]],
  ["retainAll", [1], [[1]], false, [1]],
  ["clear", [1], [], "", []],
  ["subList", [1, 2, 3], [1, 2], list(2), [1, 2, 3]],
  ["toArray", [1, 2], [], list(1, 2), [1, 2]],
  ["equals", [1], [[1]], true, [1]],
  ["hashCode", [1, "a"], [], 1089, [1, "a"]],
  ["toString", [1, "a"], [], '[1,"a"]', [1, "a"]],
  ["get", [1], ["0"], null, [1]],
  ["get", [1], [new Double(0)], null, [1]],
  ["addAll", [1], ["text"], null, [1]],
  ["push", [1], [2], null, [1]],
  ["length", [1], [], null, [1]],
])("list.%s of %j with %j", (name, before, args, expected, after) => {
  const target = [...before];
  const answer = invoke(target, name, args);
  expect(answer).toEqual(expected);
  expect(answer instanceof ArrayList).toBe(expected instanceof ArrayList);
  expect(target).toEqual(after);
});

test.each<[string, Value[]]>([
  ["get", [2]],
  ["get", [-1]],
  ["set", [2, "x"]],
  ["add", [3, "x"]],
  ["addAll", [-1, []]],
  ["remove", [2]],
  ["subList", [1, 0]],
  ["subList", [0, 3]],
])("list.%s with %j fails the template, as Java throws", (name, args) => {
  expect(() => invoke(["a", "b"], name, args)).toThrow(TemplateError);
});

test("a list can be added to itself, but not for ever", () => {
  const target = list(1, 2);
  invoke(target, "addAll", [1, target]);
  expect(text(target)).toBe("[1, 1, 2, 2]");
  expect(() => {
    for (let i = 0; i < 1000; i += 1) invoke(target, "addAll", [target]);
  }).toThrow(TemplateError);
});

test("an iterator goes through a list once", () => {
  const iterator = invoke(["a", "b"], "iterator", []);
  const next = (): Value => invoke(iterator, "next", []);
  expect([invoke(iterator, "hasNext", []), next(), next()]).toEqual([true, "a", "b"]);
  expect(invoke(iterator, "hasNext", [])).toBe(false);
  expect(next).toThrow(TemplateError);
  expect(invoke(iterator, "next", [1])).toBeNull();
  expect(invoke(iterator, "remove", [])).toBeNull();
});

/** The answer, and the map afterwards. */
test.each<[string, Value[], Value, string]>([
  ["size", [], 2, "{a=1, b=null}"],
  ["isEmpty", [], false, "{a=1, b=null}"],
  ["get", ["a"], 1, "{a=1, b=null}"],
  ["get", ["b"], null, "{a=1, b=null}"],
  ["get", ["missing"], null, "{a=1, b=null}"],
  ["get", [1], null, "{a=1, b=null}"],
  ["get", ["__proto__"], null, "{a=1, b=null}"],
  ["getOrDefault", ["a", 9], 1, "{a=1, b=null}"],
  ["getOrDefault", ["missing", 9], 9, "{a=1, b=null}"],
  ["containsKey", ["b"], true, "{a=1, b=null}"],
  ["containsKey", ["constructor"], false, "{a=1, b=null}"],
  ["containsValue", [1], true, "{a=1, b=null}"],
  ["containsValue", ["1"], false, "{a=1, b=null}"],
  ["put", ["a", 2], 1, "{a=2, b=null}"],
  ["put", ["c", 3], null, "{a=1, b=null, c=3}"],
  ["put", ["c", null], null, "{a=1, b=null, c=}"],
  ["put", ["__proto__", 3], null, "{a=1, b=null, __proto__=3}"],
  ["putIfAbsent", ["a", 2], 1, "{a=1, b=null}"],
  ["putIfAbsent", ["b", 2], null, "{a=1, b=2}"],
  ["putAll", [new Map([["c", 3]])], "", "{a=1, b=null, c=3}"],
  ["putAll", ["text"], null, "{a=1, b=null}"],
  ["remove", ["a"], 1, "{b=null}"],
  ["remove", ["missing"], null, "{a=1, b=null}"],
  ["clear", [], "", "{}"],
  ["keySet", [], list("a", "b"), "{a=1, b=null}"],
  ["values", [], list(1, null), "{a=1, b=null}"],
  [
    "equals",
    [
      new Map<Value, Value>([
        ["b", null],
        ["a", 1],
      ]),
    ],
    true,
    "{a=1, b=null}",
  ],
  ["toString", [], "{a=1, b=null}", "{a=1, b=null}"],
  ["set", ["a", 1], null, "{a=1, b=null}"],
  ["unknown", [], null, "{a=1, b=null}"],
])("map.%s with %j", (name, args, expected, after) => {
  const target = new Map<Value, Value>([
    ["a", 1],
    ["b", null],
  ]);
  expect(invoke(target, name, args)).toEqual(expected);
  expect(text(target)).toBe(after);
});

test("keys print as a list of Java's, and entries see their map", () => {
  const target = new Map<Value, Value>([
    ["NAME", "TOQOZ"],
    ["AGE", "999"],
  ]);
  expect(text(invoke(target, "keySet", []))).toBe("[NAME, AGE]");
  const entries = invoke(target, "entrySet", []);
  expect(text(entries)).toBe("[NAME=TOQOZ, AGE=999]");
  const first = invoke(entries, "get", [0]);
  expect(invoke(first, "getKey", [])).toBe("NAME");
  expect(invoke(first, "setValue", ["new"])).toBe("TOQOZ");
  expect(invoke(first, "getValue", [])).toBe("new");
  expect(target.get("NAME")).toBe("new");
  expect(invoke(first, "hashCode", [])).toBe(invoke(new Map([["NAME", "new"]]), "hashCode", []));
});

test("the hash of what holds itself fails the template", () => {
  const target = list(1);
  target.push(target);
  expect(() => invoke(target, "hashCode", [])).toThrow(TemplateError);
  const other = list(1);
  other.push(other);
  expect(() => invoke(target, "equals", [other])).toThrow(TemplateError);
});

test("the gateway's objects answer by themselves", () => {
  class Tool extends Native {
    override call(name: string, args: readonly Value[]): Value | undefined {
      return name === "first" ? (args[0] ?? null) : undefined;
    }
  }
  expect(invoke(new Tool(), "first", ["a"])).toBe("a");
  expect(invoke(new Tool(), "getClass", [])).toBeNull();
});
