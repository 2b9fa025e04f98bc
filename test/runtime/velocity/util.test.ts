import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonText } from "../../../templates/runtime/velocity/json-text.js";
import { UnparsableJson } from "../../../templates/runtime/velocity/unparsable-json.js";
import { util } from "../../../templates/runtime/velocity/util.js";
import { Double, type Value } from "../../../templates/runtime/velocity/value.js";

test.each<[string, Value, string]>([
  ["escapeJavaScript", "it's", "it\\'s"],
  ["escapeJavaScript", '"\\/', '\\"\\\\\\/'],
  ["escapeJavaScript", "\b\f\n\r\t\0\u001F", "\\b\\f\\n\\r\\t\\u0000\\u001F"],
  ["escapeJavaScript", "\u007F\u0080ü€😀", "\u007F\\u0080\\u00FC\\u20AC\\uD83D\\uDE00"],
  ["escapeJavaScript", '{"foo": 123}', '{\\"foo\\": 123}'],
  ["urlEncode", '{"some": "value"}', "%7B%22some%22%3A+%22value%22%7D"],
  ["urlEncode", "x=a+b", "x%3Da%2Bb"],
  ["urlEncode", "aZ09.-*_", "aZ09.-*_"],
  ["urlEncode", "~!'()/?&", "%7E%21%27%28%29%2F%3F%26"],
  ["urlEncode", "ü€😀", "%C3%BC%E2%82%AC%F0%9F%98%80"],
  ["urlEncode", "\uD83D", "%3F"],
  ["urlDecode", "x=a+b%2B", "x=a b+"],
  ["urlDecode", "%e3%82%A8%C3%BC", "エü"],
  ["urlDecode", "100% %zz %2", "100% %zz %2"],
  ["urlDecode", "%FFa", "\uFFFDa"],
  ["base64Encode", '{"kinesis": "snapshot"}', "eyJraW5lc2lzIjogInNuYXBzaG90In0="],
  ["base64Encode", "エ", "44Ko"],
  ["base64Decode", "44Ko", "エ"],
  ["base64Decode", "eyJtZXNzYWdlIjogIndoYXRldmVyIn0=", '{"message": "whatever"}'],
  ["base64Decode", "YQ", "a"],
  ["escapeJavaScript", 1, "1"],
  ["urlEncode", new Double(1), "1.0"],
  ["base64Encode", [1, "a"], "WzEsImEiXQ=="],
  ["urlEncode", new Map([["a", true]]), "%7Ba%3Dtrue%7D"],
])("%s of %o is %s", (name, value, result) => {
  expect(util.call(name, [value])).toBe(result);
});

test.each(["escapeJavaScript", "urlEncode", "urlDecode", "base64Encode", "base64Decode"] as const)(
  "%s of nothing is empty",
  (name) => {
    expect(util[name](null)).toBe("");
    expect(util[name]("")).toBe("");
  },
);

test.each([
  ["[1,2.0]", "[1,2.0]"],
  ["1", "1"],
  ['{"key2": {"arr": [1]}}', '{"key2":{"arr":[1]}}'],
  ["no json", '"no json"'],
  ["", '""'],
])("%s is parsed to %s", (text, json) => {
  expect(jsonText(util.parseJson(text))).toBe(json);
  expect(util.call("parseJson", [text])).toEqual(util.parseJson(text));
});

test("nothing is parsed to nothing, and what is no JSON is refused", () => {
  expect(util.parseJson(null)).toBeNull();
  expect(() => util.parseJson("{a")).toThrow(UnparsableJson);
});

test("there are no other methods, none with other arguments, and no properties", () => {
  expect(util.call("toJson", ["a"])).toBeUndefined();
  expect(util.call("constructor", ["a"])).toBeUndefined();
  expect(util.call("urlEncode", [])).toBeUndefined();
  expect(util.call("urlEncode", ["a", "b"])).toBeUndefined();
  expect(util.property("urlEncode")).toBeUndefined();
});

test("what was encoded is decoded, and what was escaped is the same to JavaScript", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(util.urlDecode(util.urlEncode(text))).toBe(text);
      expect(util.base64Decode(util.base64Encode(text))).toBe(text);
      const json = util.escapeJavaScript(text).replaceAll("\\'", "'");
      expect(JSON.parse(`"${json}"`)).toBe(text);
    }),
  );
});
