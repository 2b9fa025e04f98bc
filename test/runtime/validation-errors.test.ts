import { expect, test } from "vitest";
import { validationErrors } from "../../templates/runtime/validation-errors.js";

const problem = (at: string, message: string) => ({ in: "body", at, message });

test.each([
  ["nothing where nothing is known", [], ""],
  [
    "members that one object misses together, sorted",
    [problem("/name", "is missing"), problem("/a~1b", "is missing")],
    '[object has missing required properties (["a/b","name"])]',
  ],
  [
    "objects apart, and what else is wrong behind them",
    [
      problem("/tags/0/label", "is missing"),
      problem("/price", "must be at least 0"),
      problem("/name", "is missing"),
      problem("", "must be an object"),
    ],
    '[object has missing required properties (["label"]), object has missing required properties (["name"]), /price: must be at least 0, must be an object]',
  ],
])("%s", (_name, problems, expected) => {
  expect(validationErrors(problems)).toBe(expected);
});
