import { expect, test } from "vitest";
import {
  InternalError,
  key,
  lit,
  literalType,
  member,
  print,
  regex,
} from "../../src/code/code-kit.js";

test.each([
  ["text", '"text"'],
  ['say "hi"', "'say \"hi\"'"],
  [`"it's"`, "'\"it\\'s\"'"],
  [`it's "so"`, "'it\\'s \"so\"'"],
  [`it's`, `"it's"`],
  ["a\\b", '"a\\\\b"'],
  ["\t\0\u007f\u0085", '"\\t\\u0000\\u007f\\u0085"'],
  ["\u202eabc\u2066", '"\\u202eabc\\u2066"'],
  ["\u2028\u2029\u200b\u00ad\ufeff", '"\\u2028\\u2029\\u200b\\u00ad\\ufeff"'],
  ["\u00a0\u3000 ", '"\\u00a0\\u3000 "'],
  ["\ud800x\udc00", '"\\ud800x\\udc00"'],
  ["\u{e0041}", '"\\u{e0041}"'],
  ["\ue0000\ue001", '"\\ue0000\\ue001"'],
  ["héllo 日本 👍", '"héllo 日本 👍"'],
  [0, "0"],
  [-0, "-0"],
  [-1.5, "-1.5"],
  [1e21, "1e21"],
  [Number.MAX_SAFE_INTEGER, "9_007_199_254_740_991"],
  [9999, "9999"],
  [-29000, "-29_000"],
  [1048576.5, "1048576.5"],
  [5e-324, "5e-324"],
  [null, "null"],
  [undefined, "undefined"],
  [true, "true"],
  [[], "[]"],
  [{}, "{}"],
  [[1, "a", { b: [null] }], '[1, "a", { b: [null] }]'],
  [JSON.parse('{"__proto__": 1, "a-b": 2}'), '{ ["__proto__"]: 1, "a-b": 2 }'],
])("lit(%o) is %s", (value, expected) => {
  expect(print(lit(value))).toBe(expected);
});

test.each([[NaN], [Infinity], [1n], [() => 1], [new Date(0)], [new Map()], [Symbol("x")], [/x/]])(
  "lit refuses %o",
  (value) => {
    expect(() => lit(value)).toThrow(InternalError);
    expect(() => lit([{ a: value }])).toThrow(InternalError);
  },
);

test("undefined in an array is undefined", () => {
  expect(print(lit(Array.from({ length: 2 })))).toBe("[undefined, undefined]");
});

test("literalType is one literal, however many lines", () => {
  expect(print(literalType("a\nb"))).toBe('"a\\nb"');
  expect(print(literalType(-5))).toBe("-5");
});

test.each([
  ["id", "id", ".id"],
  ["class", "class", ".class"],
  ["$x_1", "$x_1", ".$x_1"],
  ["a-b", '"a-b"', '["a-b"]'],
  ["1", '"1"', '["1"]'],
  ["", '""', '[""]'],
  ["é", '"é"', '["é"]'],
  ["\u202e", '"\\u202e"', '["\\u202e"]'],
  ["__proto__", '["__proto__"]', ".__proto__"],
])("the property %o", (name, asKey, asMember) => {
  expect(print(key(name))).toBe(asKey);
  expect(print(member(name))).toBe(asMember);
});

test.each([
  ["^a/b$", "u", "/^a\\/b$/u"],
  ["[/]", "", "/[/]/"],
  ["[\\w-.]", "", "/[\\w-.]/"],
  ["", "u", "/(?:)/u"],
  ["\\/", "u", "/\\//u"],
  ["[\\]/]", "u", "/[\\]/]/u"],
  ["é", "u", "/é/u"],
  ["a\tb", "u", 'new RegExp("a\\tb", "u")'],
  ["\u202e", "", 'new RegExp("\\u202e")'],
  ["\\\u2028", "", 'new RegExp("\\\\\\u2028")'],
  ["\\1", "", 'new RegExp("\\\\1")'],
  ["(.)\\1", "u", "/(.)\\1/u"],
  ["\ud83d", "", 'new RegExp("\\ud83d")'],
] as const)("regex(%o, %o) is %s", (pattern, flags, expected) => {
  expect(print(regex(pattern, flags))).toBe(expected);
});
