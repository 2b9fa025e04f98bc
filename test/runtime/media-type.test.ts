import { expect, test } from "vitest";
import { isJsonMediaType, isUtf8, parseMediaType } from "../../templates/runtime/media-type.js";

test.each([
  ["application/json", "application/json"],
  ["Application/JSON; Charset=UTF-8", "application/json"],
  ["text/plain;charset=utf-8;format=flowed", "text/plain"],
  ["text/plain ;  charset=utf-8", "text/plain"],
  ['text/plain; a="b; c=\\"d\\""', "text/plain"],
  ["text/plain;", "text/plain"],
  ["text/plain; ;", "text/plain"],
  ["text/plain ", "text/plain"],
  ["*/*", "*/*"],
  ["application/vnd.a+json", "application/vnd.a+json"],
  ["", undefined],
  ["text", undefined],
  ["text/", undefined],
  ["/plain", undefined],
  ["text/plain/x", undefined],
  ["text/plain, text/html", undefined],
  ["text/pl ain", undefined],
  [" text/plain", undefined],
  ["text/plain; a", undefined],
  ["text/plain; a=", undefined],
  ["text/plain; a =b", undefined],
  ['text/plain; a="b', undefined],
  ["text/plain; a=b c=d", undefined],
  ["text/pläin", undefined],
])("%j is %j", (value, mediaType) => {
  expect(parseMediaType(value)).toBe(mediaType);
});

test.each([
  ["text/plain", true],
  ["text/plain; charset=utf-8", true],
  ['text/plain; format=flowed; Charset="UTF8"; ', true],
  ["text/plain; charset=utf-16", false],
  ["text/plain; charset=utf-8; charset=utf-8", false],
  ["text/plain; charset=utf-8; CHARSET=utf-16", false],
  ['text/plain; charset="utf-8', false],
  ["text/plain; charset=", false],
])("whether %j can only be UTF-8: %s", (value, is) => {
  expect(isUtf8(value)).toBe(is);
});

test("a header full of semicolons and spaces is read once", () => {
  // With a pattern that backtracks this takes longer than the earth exists.
  expect(parseMediaType(`a/b${";  ".repeat(3000)}=`)).toBeUndefined();
});

test.each([
  ["application/json", true],
  ["application/problem+json", true],
  ["application/json-seq", false],
  ["text/json", true],
  ["application/jsonx", false],
])("%s carries JSON: %s", (mediaType, expected) => {
  expect(isJsonMediaType(mediaType)).toBe(expected);
});
