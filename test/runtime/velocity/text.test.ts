import { expect, test } from "vitest";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import { text } from "../../../templates/runtime/velocity/text.js";
import {
  ArrayList,
  Double,
  Entry,
  Native,
  type Value,
} from "../../../templates/runtime/velocity/value.js";

class Tool extends Native {}

const members = (...entries: [Value, Value][]): Map<Value, Value> => new Map(entries);

test.each<[string, Value, string]>([
  ["nothing", null, ""],
  ["a text", "a $b", "a $b"],
  ["true", true, "true"],
  ["an Integer", -12, "-12"],
  ["a Long", 9007199254740993n, "9007199254740993"],
  ["a Double", 0.00001, "1.0E-5"],
  ["a whole Double", new Double(1), "1.0"],
  ["an object of the gateway", new Tool(), ""],
  ["a map", members(["k", "v"], ["k2", members(["k3", 1])]), "{k=v, k2={k3=1}}"],
  ["an empty map", members(), "{}"],
  ["nothing within a map", members(["a", null]), "{a=null}"],
  ["an empty key", members(["", "foo"]), "{=foo}"],
  ["a list of JSON", [members(["foo", "bar"])], '[{"foo":"bar"}]'],
  ["a list of JSON in a map", members(["foo", [members(["n", "b"])]]), '{foo=[{"n":"b"}]}'],
  ["an empty list of JSON", [], "[]"],
  ["a list", ArrayList.of<Value>(1, "a", null, new Double(2)), "[1, a, null, 2.0]"],
  ["an empty list", new ArrayList(), "[]"],
  ["a list of JSON in a list", ArrayList.of<Value>(["a"]), '[["a"]]'],
  ["an object of the gateway in a list", ArrayList.of<Value>(new Tool(), 1), "[, 1]"],
  ["an entry", new Entry("k", members(["k", "v"])), "k=v"],
])("%s prints as Java prints it", (_what, value, printed) => {
  expect(text(value)).toBe(printed);
});

test("what holds itself prints Java's words for it", () => {
  const map = members(["a", 1]);
  map.set("self", map);
  const list = ArrayList.of<Value>(1);
  list.push(list);
  expect(text(map)).toBe("{a=1, self=(this Map)}");
  expect(text(list)).toBe("[1, (this Collection)]");
});

test("what holds itself further down fails the template, as Java's stack overflows", () => {
  const list = new ArrayList();
  list.push(members(["list", list]));
  expect(() => text(list)).toThrow(TemplateError);
});

test("what holds much in few objects fails the template before it is printed", () => {
  let list = ArrayList.of<Value>("text");
  for (let i = 0; i < 60; i += 1) list = ArrayList.of<Value>(list, list);
  expect(() => text(list)).toThrow(TemplateError);
});
