import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonText } from "../../../templates/runtime/velocity/json-text.js";
import { parseJsonText } from "../../../templates/runtime/velocity/parse-json.js";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import {
  ArrayList,
  Double,
  Entry,
  Native,
  type Value,
} from "../../../templates/runtime/velocity/value.js";

class Nothing extends Native {}

const map = new Map<Value, Value>([
  ["a", [1, null]],
  [2, new Map()],
  [null, ArrayList.of(true)],
]);

test.each<[Value, string]>([
  [null, "null"],
  [true, "true"],
  [12, "12"],
  [2n ** 64n, "18446744073709551616"],
  [0.5, "0.5"],
  [new Double(1), "1.0"],
  [new Double(1e10), "1.0E10"],
  [Number.NaN, "NaN"],
  [new Double(Infinity), "null"],
  ["", '""'],
  ["a/b 'c' ü 😀", `"a/b 'c' ü 😀"`],
  ['"\\\b\f\n\r\t', '"\\"\\\\\\b\\f\\n\\r\\t"'],
  ["\0\u001F\u007F\u009F", '"\\u0000\\u001F\\u007F\\u009F"'],
  ["\u2013\u20AC\u20FF\u2100", '"\\u2013\\u20AC\\u20FF\u2100"'],
  [[], "[]"],
  [new Map(), "{}"],
  [map, '{"a":[1,null],"2":{},"":[true]}'],
  [new Entry("a", map), '{"a":[1,null]}'],
  [[new Nothing()], '[""]'],
])("%o → %s", (value, json) => {
  expect(jsonText(value)).toBe(json);
});

test("what is printed says what was read", () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: "binary" }), (json) => {
      const printed = jsonText(parseJsonText(json));
      expect(withoutNegativeZero(printed)).toEqual(withoutNegativeZero(json));
      expect(jsonText(parseJsonText(printed))).toBe(printed);
    }),
  );
});

test("a list within itself is refused, and one that doubles at each level", () => {
  const endless: Value[] = [];
  endless.push(endless);
  expect(() => jsonText(endless)).toThrow(TemplateError);
  let wide: Value = "text";
  for (let level = 0; level < 40; level += 1) wide = [wide, wide];
  expect(() => jsonText(wide)).toThrow(TemplateError);
});

/** Java has no integer -0. */
function withoutNegativeZero(json: string): unknown {
  return JSON.parse(json, (_key, value: unknown) => (value === 0 ? 0 : value));
}
