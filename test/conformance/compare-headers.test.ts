import { expect, test } from "vitest";
import { headerProblems } from "./compare-headers.js";
import type { Json } from "./json.js";

const LINES = [
  ["Content-Type", "text/plain"],
  ["Set-Cookie", "a=1"],
  ["set-cookie", "b=2"],
  ["X-Many", "1"],
  ["X-Many", "2"],
  ["X-Joined", "1, 2"],
  ["X-Empty", ""],
  ["X-Amzn-RequestId", "of-this-request"],
] as const;

test.each<[string, Json, boolean]>([
  ["content-type", "text/plain", true],
  ["content-type", "text/plain; charset=utf-8", false],
  ["content-type", "Text/Plain", false],
  ["x-missing", "", false],
  ["x-empty", "", true],
  ["x-empty", { present: true }, true],
  ["x-empty", { absent: true }, false],
  ["x-missing", { absent: true }, true],
  // Repeated lines equal one that is joined.
  ["x-many", "1, 2", true],
  ["x-many", "1,2", false],
  ["x-many", ["1", "2"], true],
  ["x-many", ["2", "1"], false],
  ["x-many", ["1"], false],
  ["x-joined", ["1", "2"], true],
  ["x-many", { contains: "2" }, true],
  // Cookies must be lines of their own.
  ["set-cookie", ["a=1", "b=2"], true],
  ["set-cookie", ["a=1, b=2"], false],
  // Ids differ from request to request; a matcher still looks at them.
  ["x-amzn-requestid", "of-another", true],
  ["x-amzn-requestid", { matches: "^of-this-request$" }, true],
  ["x-amzn-requestid", { contains: "another" }, false],
])("%s: %j", (name, expected, passes) => {
  expect(headerProblems(LINES, { [name]: expected }).length === 0).toBe(passes);
});

test("cookies that were joined are told from separate ones", () => {
  const joined = [["set-cookie", "a=1, b=2"]] as const;
  expect(headerProblems(joined, { "set-cookie": ["a=1", "b=2"] })).toHaveLength(1);
});

test("an expectation that is no matcher is a mistake of the case", () => {
  expect(() => headerProblems(LINES, { "content-type": { equals: "x" } })).toThrow("content-type");
});
