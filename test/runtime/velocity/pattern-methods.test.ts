import { expect, test } from "vitest";
import { METHODS, PATTERN_METHODS } from "../../../templates/runtime/velocity/method-names.js";
import {
  matches,
  replaceAll,
  replaceFirst,
  split,
} from "../../../templates/runtime/velocity/pattern-methods.js";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import { ArrayList, type Value } from "../../../templates/runtime/velocity/value.js";

// What Java answers.
test.each<[string, Value[], string[]]>([
  ["a,b,,c,,", [","], ["a", "b", "", "c"]],
  ["a,b,,c,,", [",", -1], ["a", "b", "", "c", "", ""]],
  ["a,b,,c,,", [",", 2], ["a", "b,,c,,"]],
  ["a,b", [",", 1], ["a,b"]],
  ["", [","], [""]],
  [",", [","], []],
  [",a", [","], ["", "a"]],
  [" a b ", [" "], ["", "a", "b"]],
  ["abc", [""], ["a", "b", "c"]],
  ["a1b22c", ["[0-9]+"], ["a", "b", "c"]],
  ["a.b", ["."], []],
  ["a.b", ["\\."], ["a", "b"]],
  ["a|b", ["\\|"], ["a", "b"]],
  ["aXbxc", ["(?i)x"], ["a", "b", "c"]],
  ["a b", ["\\s"], ["a", "b"]],
])("%j split by %j is %j", (target, args, expected) => {
  const parts = split(target, args);
  expect(parts).toBeInstanceOf(ArrayList);
  expect(parts).toEqual(ArrayList.from(expected));
});

test.each([
  ["foobar123bab", "ba.", "foo", "foofoo123foo"],
  ["a-b", "(\\w)-(\\w)", "$2-$1", "b-a"],
  ["ab", "(a)", "$12", "a2b"],
  ["ab", "a", "\\$1\\\\", "$1\\b"],
  ["ab", "(?<x>a)", "${x}${x}", "aab"],
  ["ab", "(x)?a", "[$1]", "[]b"],
  ["abc", "", "-", "-a-b-c-"],
  ["xaby", "a*", "-", "-x--b-y-"],
  ["it\\'s", "\\\\'", "'", "it's"],
  ["a.b", "\\.", "$0$0", "a..b"],
  ["😀b😀b", "b", "-", "😀-😀-"],
  ["😀b😀b", "[b]", "-", "😀-😀-"],
  ["a", "b", "\\", "a"],
])("%j with all of %j replaced by %j is %j", (target, pattern, by, expected) => {
  expect(replaceAll(target, [pattern, by])).toBe(expected);
});

test("only the first is replaced, if there is one", () => {
  expect(replaceFirst("aaa", ["a", "b"])).toBe("baa");
  expect(replaceFirst("aaa", ["[^x]", "b"])).toBe("baa");
  expect(replaceFirst("b", ["a", "$"])).toBe("b");
});

test.each([
  ["d123", "[0-9]*", false],
  ["2020-01-20T08:00:00.000Z", "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:00\\.000Z$", true],
  ["ab", "a", false],
  ["\\v", "\\\\v", true],
  ["ab", "ab", true],
  ["a\nb", "a.b", false],
  ["", "", true],
])("%j matches %j: %s", (target, pattern, expected) => {
  expect(matches(target, [pattern])).toBe(expected);
});

test.each([
  ["(?=a)", "lookahead"],
  ["(a)\\1", "a back reference"],
  ["(a)\\12", "a back reference that is a character to RE2"],
  ["\\v", "vertical space"],
  ["(?U)\\w", "Unicode's classes"],
  ["a++", "a possessive quantifier"],
  ["[a[b]]", "a class within a class"],
  ["[a&&b]", "an intersection"],
  ["(", "no pattern"],
  ["[a]".repeat(400), "an endless pattern"],
])("the pattern %j fails the template: %s", (pattern) => {
  expect(() => matches("a", [pattern])).toThrow(TemplateError);
});

test.each(["$1", "$", "\\", "${y}", "${", "$x", "${constructor}"])(
  "the replacement %j fails the template, as Java throws",
  (by) => {
    expect(() => replaceAll("ab", ["a", by])).toThrow(TemplateError);
    expect(() => replaceAll("ab", ["[a]", by])).toThrow(TemplateError);
  },
);

test("what is no text has no such methods, and neither have other arguments", () => {
  for (const method of [split, replaceAll, replaceFirst, matches]) {
    for (const target of [null, 1, [], new Map()]) expect(method(target, ["a", "b"])).toBeNull();
    expect(method("a", [])).toBeNull();
    expect(method("a", [1, 2])).toBeNull();
  }
  expect(replaceAll("ab", ["a", null])).toBe("b");
});

test("patterns of callers are run in time that grows with the text, and are forgotten", () => {
  const started = performance.now();
  expect(matches("a".repeat(30_000), ["(a*)*b"])).toBe(false);
  expect(matches("a".repeat(30_000), ["(a|aa)+$b"])).toBe(false);
  for (let i = 0; i < 1000; i += 1) matches("a", [`[a]${i}`]);
  expect(performance.now() - started).toBeLessThan(5000);
});

test("a replacement of a caller's can't make work for each place", () => {
  expect(() => replaceAll("a".repeat(100_000), ["(b)?a", "$1".repeat(100_000)])).toThrow(
    TemplateError,
  );
});

test("texts of millions of characters are taken as patterns, replacements and targets", () => {
  const long = "a".repeat(9_000_000);
  expect(matches(long, [long])).toBe(true);
  expect(() => matches(long, [`${long}.`])).toThrow(TemplateError);
  expect(replaceAll("b", ["b", long])).toBe(long);
  expect(replaceAll(long, ["b", "$"])).toBe(long);
  expect(() => replaceAll("b", ["b", `$1${"1".repeat(1_000_000)}`])).toThrow(TemplateError);
});

test("too much of a result fails the template", () => {
  const long = ",".repeat(1_100_000);
  expect(() => split(long, [",", -1])).toThrow(TemplateError);
  expect(() => replaceAll(long, [",", "0123456789"])).toThrow(TemplateError);
});

test("the names of methods are known, those of patterns apart", () => {
  for (const name of PATTERN_METHODS) expect(METHODS).toContain(name);
  for (const name of ["length", "get", "keySet", "getKey", "parseInt", "intValue", "hasNext"])
    expect(METHODS).toContain(name);
  for (const name of ["constructor", "__proto__", "getBytes", "forName", "exec"])
    expect(METHODS).not.toContain(name);
});
