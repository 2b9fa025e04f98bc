import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JsonPathError } from "../../../templates/runtime/velocity/json-path-error.js";
import type { JsonPath } from "../../../templates/runtime/velocity/json-path-steps.js";
import { parseJsonPath } from "../../../templates/runtime/velocity/parse-json-path.js";

test.each<[string, JsonPath]>([
  ["$", []],
  [" $ ", []],
  ["@", []],
  ["$.a.b", ["a", "b"]],
  ["$.a-b.c:d.$e.*f", ["a-b", "c:d", "$e", "*f"]],
  ["a.b", ["a", "b"]],
  ["[0]", [0]],
  ["['a b']", ["a b"]],
  ["$['a b']", ["a b"]],
  ['$["a"].b', ["a", "b"]],
  ["$.['a']", ["a"]],
  ["$['it\\'s']['\\\\']", ["it's", "\\"]],
  ["$['a','b']", [{ names: ["a", "b"] }]],
  ["$[ 'a' , \"b\" ]", [{ names: ["a", "b"] }]],
  ["$['']", [""]],
  ["$.a[0][-1]", ["a", 0, -1]],
  ["$[1, 2 ,-3]", [{ indexes: [1, 2, -3] }]],
  ["$[1:3]", [{ slice: [1, 3] }]],
  ["$[-1:]", [{ slice: [-1, null] }]],
  ["$[ : 2 ]", [{ slice: [null, 2] }]],
  ["$[:]", [{ slice: [null, null] }]],
  ["$[*].*", [{ every: true }, { every: true }]],
  ["*", [{ every: true }]],
  ["$..a", [{ deep: "a" }]],
  ["$..*", [{ deep: { every: true } }]],
  ["$..[0]", [{ deep: 0 }]],
  ["$.a..['b'].c", ["a", { deep: "b" }, "c"]],
  ["$.a.length()", ["a", { call: "length" }]],
  ["$..a.sum( )", [{ deep: "a" }, { call: "sum" }]],
])("%s", (path, steps) => {
  expect(parseJsonPath(path)).toEqual(steps);
});

const x = { from: "@", path: ["x"] } as const;
const y = { exists: { from: "@", path: ["y"] } } as const;

test.each([
  ["@.x", { exists: x }],
  ["@", { exists: { from: "@", path: [] } }],
  ["!@.x", { not: { exists: x } }],
  ["!(@.x)", { not: { exists: x } }],
  ["@.x=='a\\'b'", { left: x, is: "==", right: { value: "a'b" } }],
  ['@.x != "a"', { left: x, is: "!=", right: { value: "a" } }],
  ["@.x<1", { left: x, is: "<", right: { value: 1 } }],
  ["@.x<=-1.5e3", { left: x, is: "<=", right: { value: -1500 } }],
  ["@.x>true", { left: x, is: ">", right: { value: true } }],
  ["@.x >= null", { left: x, is: ">=", right: { value: null } }],
  ["false == @.x", { left: { value: false }, is: "==", right: x }],
  ["@.x == $.y[0]", { left: x, is: "==", right: { from: "$", path: ["y", 0] } }],
  ["@.x in ['a', 1]", { left: x, is: "in", right: { value: ["a", 1] } }],
  ["@.x NIN []", { left: x, is: "nin", right: { value: [] } }],
  ["@.x in $.y", { left: x, is: "in", right: { from: "$", path: ["y"] } }],
  ["@.x size 2", { left: x, is: "size", right: { value: 2 } }],
  ["@.x empty false", { left: x, is: "empty", right: { value: false } }],
  ["@.x =~ /a\\/b.*/", { left: x, matches: "a\\/b.*" }],
  ["@.x=~/a/i", { left: x, matches: "(?i)a" }],
  ["@.x && @.y", { both: [{ exists: x }, y] }],
  ["@.x&&@.y||!@.y", { either: [{ both: [{ exists: x }, y] }, { not: y }] }],
  ["@.x && (@.y || @.y)", { both: [{ exists: x }, { either: [y, y] }] }],
  [
    "@['x'].length() > 1",
    {
      left: { from: "@", path: ["x", { call: "length" }] },
      is: ">",
      right: { value: 1 },
    },
  ],
  ["@[?(@.x)]", { exists: { from: "@", path: [{ filter: { exists: x } }] } }],
])("the filter %s", (filter, read) => {
  expect(parseJsonPath(`$.a[?(${filter})].b`)).toEqual(["a", { filter: read }, "b"]);
  expect(parseJsonPath(`$.a[ ? ( ${filter} ) ].b`)).toEqual(["a", { filter: read }, "b"]);
});

describe("what is no path is refused", () => {
  test.each([
    ["", 0],
    [" ", 1],
    ["$.", 2],
    ["$..", 3],
    ["$...a", 3],
    ["..a", 0],
    ["$a", 1],
    ["$.a b", 3],
    ["$. a", 2],
    ["$[", 2],
    ["$[]", 2],
    ["$[a]", 2],
    ["$['a'", 5],
    ["$['a]", 2],
    ["$['a',b]", 6],
    ["$[1,]", 4],
    ["$[1 2]", 4],
    ["$[1:2:3]", 5],
    ["$[12345678901]", 11],
    ["$[0]a", 4],
    ["$.a.nothing()", 4],
    ["$.length(1)", 9],
    ["$.a.length(", 11],
    ["$[?]", 3],
    ["$[?@.a]", 3],
    ["$[?()]", 4],
    ["$[?('a')]", 7],
    ["$[?(@.a == )]", 11],
    ["$[?(@.a === 1)]", 10],
    ["$[?(@.a =~ 'a')]", 11],
    ["$[?(@.a =~ /a)]", 11],
    ["$[?(@.a == {})]", 11],
    ["$[?(@.a && )]", 11],
    ["$[?(@.a]", 7],
    ["$[?(@.a)", 8],
    [`$${"[?(@".repeat(40)}`, 66],
  ])("%s at %i", (path, offset) => {
    const error = attempt(path);
    expect(error).toBeInstanceOf(JsonPathError);
    expect(error).toMatchObject({ offset });
  });
});

test("any text is read, to something that can be printed, or refused", () => {
  const pieces = fc.constantFrom(
    ..."$@.[]()*?:,'\"\\/! a1-=<>&|",
    ..."[?( $.a ['a'] length() in =~ .. == null".split(" "),
  );
  const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => `$${parts.join("")}`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), texts), (path) => {
      const read = attempt(path);
      if (!(read instanceof JsonPathError)) expect(JSON.parse(JSON.stringify(read))).toEqual(read);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ["spaces", `$[1${" ".repeat(1_000_000)}x`],
  ["quotes", `$['${"\\'".repeat(500_000)}`],
  ["names", `$${".a".repeat(500_000)} b`],
  ["denials", `$[?(${"!".repeat(500_000)}`],
  ["digits", `$[?(@.a == ${"1".repeat(500_000)}`],
  ["brackets", `$[?(${"(".repeat(500_000)}`],
])("%s are read once", (_name, path) => {
  const start = performance.now();
  expect(attempt(path)).toBeInstanceOf(JsonPathError);
  expect(performance.now() - start).toBeLessThan(2000);
});

function attempt(path: string): unknown {
  try {
    return parseJsonPath(path);
  } catch (error) {
    expect(error).toBeInstanceOf(JsonPathError);
    return error;
  }
}
