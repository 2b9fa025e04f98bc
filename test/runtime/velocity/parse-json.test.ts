import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonText } from "../../../templates/runtime/velocity/json-text.js";
import { parseJsonText } from "../../../templates/runtime/velocity/parse-json.js";
import { UnparsableJson } from "../../../templates/runtime/velocity/unparsable-json.js";
import { Double } from "../../../templates/runtime/velocity/value.js";

test.each([
  ['{"a":1}', '{"a":1}'],
  [' { "a" : [ 1 , true , null ] } ', '{"a":[1,true,null]}'],
  ["{'a': 'it\\'s'}", '{"a":"it\'s"}'],
  ['{a: "b", c: d e}', '{"a":"b","c":"d e"}'],
  ["{statusCode: 200, foo}: [ba r]}", '{"statusCode":200,"foo}":["ba r"]}'],
  ['{"statusCode": 200 ,, }', '{"statusCode":200}'],
  ["{,, a: 1, null: null }", '{"a":1,"null":null}'],
  ["[1,,2,]", "[1,2]"],
  ["[,]", "[]"],
  ["['a' 'b']", '["a","b"]'],
  ["{a:,b:1}", '{"a":"","b":1}'],
  ["{a: 1 b: 2}", '{"a":"1 b: 2"}'],
  ['{"a":1,"b":2,"a":3}', '{"a":3,"b":2}'],
  ['{"__proto__":{"x":1}}', '{"__proto__":{"x":1}}'],
  ['"\\u00fc\\x41\\n\\/\\q"', '"üA\\n/"'],
  ['"\\ud83d\\ude00"', '"😀"'],
  ['"a\\\\"', '"a\\\\"'],
  ['{"a":1} and more', '{"a":1}'],
  ["a=b", '"a=b"'],
  ["a{b", '"a{b"'],
  ["null{", '"null{"'],
  ["undefined", '"undefined"'],
  [" not json ", '"not json"'],
  ["", '""'],
  ["  ", '""'],
  ["null", "null"],
  ["false", "false"],
  ["12 or so", '"12 or so"'],
  ["-", '"-"'],
  ["007", "7"],
  ["-0", "0"],
  ["1.0", "1.0"],
  ["-.5", "-0.5"],
  ["2.", "2.0"],
  ["1e3", "1000.0"],
  ["1e", '"1e"'],
  ["1.2.3", '"1.2.3"'],
  ["9007199254740993", "9007199254740993"],
  ["123456789012345678901234567890", "123456789012345678901234567890"],
])("%s → %s", (text, json) => {
  expect(jsonText(parseJsonText(text))).toBe(json);
});

test.each([
  ["{", 1],
  ["{a", 2],
  ["[a", 2],
  ["[1", 2],
  ["{a:1", 4],
  ["{a:", 3],
  ['{"a" 1}', 5],
  ['{"a":1]', 7],
  ['{"a":"b" c}', 9],
  ["{{a:1}}", 1],
  ["{]:1}", 1],
  ["{:1}", 1],
  ["{[:1}", 1],
  ["{\"a': 1}", 1],
  ['"a', 0],
  ['"a\\"', 0],
  [":", 0],
  ["}", 0],
  ["]", 0],
  ["[:]", 1],
])("%s is refused at %i", (text, offset) => {
  expect(() => parseJsonText(text)).toThrow(expect.objectContaining({ offset }));
});

test.each([['"\\u12"'], ['"\\xg0"'], ["1".repeat(1001)]])("%.9s is refused", (text) => {
  expect(() => parseJsonText(text)).toThrow(UnparsableJson);
});

test("numbers are Doubles if they are written so, and bigints if they have to be", () => {
  expect(parseJsonText("[1, 1.0, 1.5, 1e2, NaN, 9007199254740992, 9007199254740991]")).toEqual([
    1,
    new Double(1),
    1.5,
    new Double(100),
    Number.NaN,
    9007199254740992n,
    9007199254740991,
  ]);
});

test("400 levels are read, and no more", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  expect(jsonText(parseJsonText(nested(400)))).toBe(nested(400));
  expect(() => parseJsonText(nested(401))).toThrow("nested too deeply");
  expect(() => parseJsonText('{"a":'.repeat(401))).toThrow("nested too deeply");
  expect(jsonText(parseJsonText(`[${"[],".repeat(1000)}]`))).toHaveLength(3001);
});

test("JSON is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5, stringUnit: "binary" }), (json) => {
      expect(plain(parseJsonText(json))).toEqual(plain(JSON.parse(json)));
    }),
  );
});

test("any text is read or refused", () => {
  const pieces = fc.constantFrom(..."{}[]:,\"'\\ \nux0-1.eEnulltrue", "ü", "\0", "NaN");
  const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(fc.string(), texts), (text) => {
      const read = attempt(() => jsonText(parseJsonText(text)));
      // What was printed says the same, for what Java has no JSON for is gone.
      if (read !== undefined) expect(jsonText(parseJsonText(read))).toBe(read);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["spaces", `[${" ".repeat(3_000_000)}`],
  ["quotes without end", `[${'"\\"'.repeat(300_000)}`],
  ["bare texts", `{a:${"b ".repeat(1_000_000)}`],
  ["brackets", "[".repeat(3_000_000)],
  ["escapes", `"${"\\u0041".repeat(300_000)}`],
  ["digits", `[${"1".repeat(3_000_000)}`],
])("%s are read once", (_name, text) => {
  const start = performance.now();
  expect(() => parseJsonText(text)).toThrow(UnparsableJson);
  expect(performance.now() - start).toBeLessThan(2000);
});

/** Maps as objects and numbers as numbers, with no `-0`. */
function plain(value: unknown): unknown {
  if (value instanceof Double) return value.value + 0;
  if (typeof value === "bigint" || typeof value === "number") return Number(value) + 0;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return new Map(entries.map(([key, member]) => [key, plain(member)]));
}

function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(UnparsableJson);
    return undefined;
  }
}
