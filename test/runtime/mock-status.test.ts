import { expect, test, vi } from "vitest";
import { mockStatus } from "../../templates/runtime/mock-status.js";

test.each([
  ['{"statusCode": 200}', 200],
  ["{statusCode: 200}", 200],
  ["{'statusCode': 200}", 200],
  ['{"statusCode": 200 , }', 200],
  ['{"statusCode": 200 ,, }', 200],
  ["{statusCode: 200, foo}: [ba r]}", 200],
  ['{"statusCode": 200 , null: null }', 200],
  ['{ "a": 1, "statusCode": 418 }', 418],
  ['\n{\n  "statusCode" : 201\n}\n', 201],
  ['{"statusCode": 0}', 0],
  ["{statusCode: -1000}", -1000],
  ['{"statusCode": -1000}', -1000],
  ['{"statusCode": "200"}', undefined],
  ["{statusCode: '200'}", undefined],
  ['{"statusCode": 200.5}', undefined],
  ["{statusCode: 20x}", undefined],
  ["{\"statusCode': 200}", undefined],
  ["{'statusCode\": 200}", undefined],
  ["statusCode: 200", undefined],
  ['"statusCode": 200', undefined],
  ['{{"statusCode": 200}}', undefined],
  ['{"statusCode": 200', undefined],
  ['{"statuscode": 200}', undefined],
  ['{"code": 200}', undefined],
  ["{}", undefined],
  ["[]", undefined],
  ["200", undefined],
  ["null", undefined],
  ["", undefined],
  ["hello", undefined],
])("%s → %s", (text, status) => {
  expect(mockStatus(text)).toBe(status);
});

test("a long run of spaces is read once, not once for each of them", () => {
  // With a pattern that backtracks this takes hours.
  expect(mockStatus(`{a${" ".repeat(5_000_000)}b}`)).toBeUndefined();
});

test("what is nested without end is not parsed", () => {
  const parse = vi.spyOn(JSON, "parse");
  expect(mockStatus("[".repeat(100_000))).toBeUndefined();
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
});
