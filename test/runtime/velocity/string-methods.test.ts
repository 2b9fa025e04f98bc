import { expect, test } from "vitest";
import { invoke } from "../../../templates/runtime/velocity/invoke.js";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import { ArrayList, Double, type Value } from "../../../templates/runtime/velocity/value.js";

test.each<[string, string, Value[], Value]>([
  ["abc", "length", [], 3],
  ["😀", "length", [], 2],
  ["", "isEmpty", [], true],
  ["a", "isEmpty", [], false],
  ["abc", "charAt", [1], "b"],
  ["abc", "substring", [3], ""],
  ["abc", "substring", [1, 2], "b"],
  ["abc", "contains", ["bc"], true],
  ["abc", "contains", [""], true],
  ["abc", "startsWith", ["ab"], true],
  ["abc", "startsWith", ["b", 1], true],
  ["abc", "startsWith", ["a", -1], false],
  ["abc", "startsWith", ["", 3], true],
  ["abc", "startsWith", ["", 4], false],
  ["abc", "endsWith", ["bc"], true],
  ["abc", "indexOf", ["c"], 2],
  ["abc", "indexOf", ["x"], -1],
  ["abc", "indexOf", ["", 9], 3],
  ["abc", "indexOf", ["c", -5], 2],
  ["abc", "indexOf", [98], 1],
  ["abc", "indexOf", [98, 2], -1],
  ["abc", "indexOf", [-1], -1],
  ["abc", "lastIndexOf", [""], 3],
  ["abcabc", "lastIndexOf", ["a", 2], 0],
  ["abc", "lastIndexOf", ["a", -1], -1],
  ["abc", "lastIndexOf", ["c", 99], 2],
  ["abc", "concat", ["d"], "abcd"],
  ["a.c.", "replace", [".", "$1"], "a$1c$1"],
  ["aaa", "replace", ["aa", "b"], "ba"],
  ["abc", "replace", ["", "x"], "xaxbxcx"],
  ["abc", "replace", ["x", "y"], "abc"],
  ["aBc", "toLowerCase", [], "abc"],
  ["aßc", "toUpperCase", [], "ASSC"],
  ["\t\0 a \n", "trim", [], "a"],
  ["\u00a0a", "trim", [], "\u00a0a"],
  ["  ", "trim", [], ""],
  ["ab", "toCharArray", [], ArrayList.of<Value>("a", "b")],
  ["a", "equals", ["a"], true],
  ["1", "equals", [1], false],
  ["É", "equalsIgnoreCase", ["é"], true],
  ["straße", "equalsIgnoreCase", ["STRASSE"], false],
  ["ſ", "equalsIgnoreCase", ["S"], true],
  ["a", "contentEquals", ["a"], true],
  ["apple", "compareTo", ["banana"], -1],
  ["a", "compareTo", ["abc"], -2],
  ["A", "compareToIgnoreCase", ["b"], -1],
  ["abc", "toString", [], "abc"],
  ["hello", "hashCode", [], 99162322],
  ["a very long text that overflows", "hashCode", [], 1169910098],
  ["", "valueOf", [new Double(1)], "1.0"],
  ["", "join", [",", [1, "a", null]], "1,a,null"],
  ["", "join", ["-", "a", "b"], "a-b"],
])("%j.%s(%j) is %j", (target, name, args, expected) => {
  expect(invoke(target, name, args)).toEqual(expected);
});

test.each<[string, Value[]]>([
  ["substring", [4]],
  ["substring", [-1]],
  ["substring", [2, 1]],
  ["substring", [0, 4]],
  ["charAt", [3]],
  ["charAt", [-1]],
])("'abc'.%s(%j) fails the template, as Java throws", (name, args) => {
  expect(() => invoke("abc", name, args)).toThrow(TemplateError);
});

test.each<[string, Value[]]>([
  ["unknown", []],
  ["length", [1]],
  ["substring", []],
  ["substring", ["1"]],
  ["substring", [new Double(1)]],
  ["substring", [0, 1, 2]],
  ["contains", [1]],
  ["equalsIgnoreCase", [1]],
  ["compareTo", [1]],
  ["format", [1]],
  ["getBytes", []],
  ["size", []],
  ["constructor", []],
  ["__proto__", []],
  ["hasOwnProperty", ["length"]],
  ["at", [0]],
])("'abc'.%s(%j) is nothing", (name, args) => {
  expect(invoke("abc", name, args)).toBeNull();
});

test("nothing has no methods, and is the empty text as an argument", () => {
  expect(invoke(null, "toString", [])).toBeNull();
  expect(invoke("abc", "contains", [null])).toBe(true);
  expect(invoke("abc", "equals", [null])).toBe(false);
});

test("a text that would be too long fails the template before it is made", () => {
  const long = "a".repeat(6_000_000);
  const calls: [string, Value[]][] = [
    ["concat", [long]],
    ["replace", ["a", long]],
    ["replace", ["", "bb"]],
    ["join", [long, ["", "", ""]]],
    ["format", ["%s%s", long, long]],
    ["format", ["%99999999s", ""]],
    ["format", ["%.99999999f", 0.5]],
  ];
  for (const [name, args] of calls) expect(() => invoke(long, name, args)).toThrow(TemplateError);
});

test("long runs of spaces are trimmed in one go", () => {
  expect(invoke(`a${" ".repeat(3_000_000)}a `, "trim", [])).toHaveLength(3_000_002);
});
