import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { parseJson } from "../../templates/runtime/json.js";

test.each<readonly [string, string | Buffer]>([
  ["a duplicate key", '{"a":1,"a":2}'],
  ["a duplicate key with the same value", '{"a":1,"a":1}'],
  ["a duplicate key that is escaped", '{"a":1,"\\u0061":2}'],
  ["a duplicate key, both escaped", '{"\\u0061":1,"\\u0061":2}'],
  ["a duplicate key with an escaped slash", '{"a/b":1,"a\\/b":2}'],
  ["a duplicate empty key", '{"":1,"":2}'],
  ["a duplicate key inside", '{"x":{"a":1,"a":2}}'],
  ["a duplicate key in a list", '[1,[{"a":[],"b":{},"a":0}]]'],
  ["a duplicate key around an object", '{"a":{"b":"a"},"c":["a"],"a":0}'],
  ["a duplicate key with spaces", '{ "a" : 1 ,\n "a"\t: 2 }'],
  ["__proto__", '{"__proto__":{"admin":true}}'],
  ["__proto__, escaped", '{"\\u005f_proto__":1}'],
  ["__proto__ inside", '[{"a":{"__proto__":null}}]'],
  ["a byte order mark", "\ufeff{}"],
  ["bytes that are not UTF-8", Buffer.from([0x22, 0xff, 0x22])],
  ["overlong UTF-8", Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
  ["a surrogate in UTF-8", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ["UTF-16", Buffer.from('{"a":1}', "utf16le")],
  ["65 levels", "[".repeat(65) + "]".repeat(65)],
  ["a million open brackets", "[".repeat(1_000_000)],
  ["a million levels of objects", '{"a":'.repeat(1_000_000)],
  ["nothing", ""],
  ["spaces", "  "],
  ["two values", "{}{}"],
  ["a trailing comma", '{"a":1,}'],
  ["a comment", "{} // x"],
  ["single quotes", "{'a':1}"],
  ["a bare word", "undefined"],
  ["NaN", "NaN"],
  ["a raw line feed in text", '"a\nb"'],
  ["NUL behind it", "{}\0"],
  ["a text without end", '{"a'],
  ["a text that ends in a backslash", '{"a\\'],
  ["a key with an escape that is none", '{"\\x":1}'],
  ["closing brackets", "]}]"],
  ["a key outside", '}"a":1,"a":2'],
])("%s is refused", (_name, text) => {
  expect(() => parseJson(Buffer.from(text))).toThrow();
});

test.each([
  ['{"a":{"a":1},"b":[{"a":2},{"a":3}]}', { a: { a: 1 }, b: [{ a: 2 }, { a: 3 }] }],
  ['["a","a",{"b":"b"}]', ["a", "a", { b: "b" }]],
  ['{"a":"a","A":"\\"a\\":"}', { a: "a", A: '"a":' }],
  ['{"a\\"":1,"a":2,"a\\\\":3}', { 'a"': 1, a: 2, "a\\": 3 }],
  ['{"constructor":1,"toString":2}', { constructor: 1, toString: 2 }],
  ['"__proto__"', "__proto__"],
  ['{"a":"__proto__"}', { a: "__proto__" }],
  [" null ", null],
])("%s is read", (text, value) => {
  expect(parseJson(Buffer.from(text))).toEqual(value);
});

test.each(["[", '{"a":', '[{"a":'])("nesting by %s is refused before it is parsed", (open) => {
  const parse = vi.spyOn(JSON, "parse");
  expect(() => parseJson(Buffer.from(open.repeat(100_000)))).toThrow("nested too deeply");
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
});

test("64 levels are read", () => {
  expect(() => parseJson(Buffer.from("[".repeat(64) + "]".repeat(64)))).not.toThrow();
});

describe("any JSON value", () => {
  const values = fc
    .jsonValue({ maxDepth: 6, noUnicodeString: false })
    .filter((value) => !JSON.stringify(value).includes('"__proto__":'));

  test("is read back as it was written", () => {
    fc.assert(
      fc.property(values, fc.constantFrom("", "  ", "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(parseJson(Buffer.from(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test("is refused once a key is repeated in any object of it, in any spelling", () => {
    fc.assert(
      fc.property(
        values,
        fc.string({ unit: "binary", maxLength: 4 }),
        fc.nat(),
        (value, key, at) => {
          fc.pre(key !== "__proto__" && key.isWellFormed());
          const inner = `{${spell(key, at)}:0,"other":${JSON.stringify(value)},${spell(key, at >> 4)}:1}`;
          fc.pre(key !== "other");
          expect(() => parseJson(Buffer.from(`[{"x":${inner}}]`))).toThrow("duplicate key");
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** A key as JSON, with some of its code units escaped. */
function spell(key: string, choice: number): string {
  const units = Array.from({ length: key.length }, (_, i) => {
    const code = key.charCodeAt(i);
    const plain = code >= 0x20 && code !== 0x22 && code !== 0x5c && (code & 0xf800) !== 0xd800;
    return plain && (choice >> i) % 2 === 0
      ? key.charAt(i)
      : `\\u${code.toString(16).padStart(4, "0")}`;
  });
  return `"${units.join("")}"`;
}
