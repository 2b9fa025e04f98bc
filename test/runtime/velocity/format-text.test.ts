import { expect, test } from "vitest";
import { formatText } from "../../../templates/runtime/velocity/format-text.js";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import { Double, type Value } from "../../../templates/runtime/velocity/value.js";

// What Java answers.
test.each<[string, Value[], string]>([
  ["plain", [], "plain"],
  ["%s and %s", ["a", 1], "a and 1"],
  ["%2$s %1$s %s %s", ["a", "b"], "b a a b"],
  [
    "%s|%10s|%-10s|%.3s|%S",
    [new Double(1), true, "abc", "abcdef", "abc"],
    "1.0|      true|abc       |abc|ABC",
  ],
  [
    "%05d|%-5d|%5d|%+d|%,d|% d|%(d",
    [42, 42, 42, 42, 1234567, 42, -42],
    "00042|42   |   42|+42|1,234,567| 42|(42)",
  ],
  ["%05d|%+05d|%08.2f|%,.2f", [-42, 42, -3.1459, 1234567.891], "-0042|+0042|-0003.15|1,234,567.89"],
  ["%x|%X|%#x|%x|%08x", [255, 255, 255, -1, 255], "ff|FF|0xff|ffffffff|000000ff"],
  ["%x", [-5000000000], "fffffffed5fa0e00"],
  [
    "%.2f|%.2f|%.2f|%.0f|%.0f|%f",
    [1.005, 0.125, -0.125, 0.5, 1.5, new Double(1e10)],
    "1.01|0.13|-0.13|1|2|10000000000.000000",
  ],
  ["%.3f|%.1f|%.2f", [1e-5, 0.05, new Double(1e22)], "0.000|0.1|10000000000000000000000.00"],
  [
    "%.1f|%.1f|%.2f|%.15f|%.20f",
    [0.25, 0.35, 2.675, 0.1, 0.1],
    "0.3|0.4|2.68|0.100000000000000|0.10000000000000000000",
  ],
  ["%f|%05.1f", [NaN, 2.25], "NaN|002.3"],
  ["%-+5d|", [3], "+3   |"],
  ["100%%|%5%|%n|%b|%b|%c", ["x", false, 97], "100%|    %|\n|true|false|a"],
  ["%d", [2n ** 70n], "1180591620717411303424"],
])("%s of %s is %s", (template, args, expected) => {
  expect(formatText(template, args)).toBe(expected);
});

test.each<[string, Value[]]>([
  ["%d", ["x"]],
  ["%d", [1.5]],
  ["%f", [1]],
  ["%x", ["ff"]],
  ["%c", ["long"]],
  ["%s", []],
  ["%2$s", ["a"]],
  ["%q", [1]],
  ["%", []],
  ["100% sure", ["a"]],
  ["%0d", [1]],
  ["%-d", [1]],
  ["%05s", ["a"]],
  ["%.2d", [1]],
  ["%D", [1]],
  ["%<s", ["a"]],
])("%j of %j fails the template, as Java throws", (template, args) => {
  expect(() => formatText(template, args)).toThrow(TemplateError);
});

test("a format of a caller's takes time in proportion to its length", () => {
  const started = performance.now();
  for (const hostile of [
    "%" + "0".repeat(1_000_000),
    "%" + "1".repeat(1_000_000),
    "%1 ".repeat(300_000),
  ])
    expect(() => formatText(hostile, [])).toThrow(TemplateError);
  expect(performance.now() - started).toBeLessThan(2000);
});
