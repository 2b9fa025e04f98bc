import fc from "fast-check";
import { expect, test } from "vitest";
import {
  add,
  divide,
  multiply,
  remainder,
  subtract,
} from "../../../templates/runtime/velocity/arithmetic.js";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import {
  ArrayList,
  Double,
  integer,
  type Value,
} from "../../../templates/runtime/velocity/value.js";

test.each<[string, Value, Value]>([
  ["7 / 2", divide(7, 2), 3],
  ["-7 / 2", divide(-7, 2), -3],
  ["7 % 3", remainder(7, 3), 1],
  ["-7 % 3", remainder(-7, 3), -1],
  ["7 % -3", remainder(7, -3), 1],
  ["1 / 0", divide(1, 0), null],
  ["1 / 0.0", divide(1, new Double(0)), null],
  ["1 % 0", remainder(1, 0), null],
  ["1 + 1.0", add(1, new Double(1)), new Double(2)],
  ["1.5 + 1.5", add(1.5, 1.5), new Double(3)],
  ["0.5 * 0.1", multiply(0.5, 0.1), 0.05],
  ["7 / 2.0", divide(7, new Double(2)), 3.5],
  ["5.5 % 2", remainder(5.5, 2), 1.5],
  ["the largest safe number + 2", add(Number.MAX_SAFE_INTEGER, 2), 9007199254740993n],
  ["and back", subtract(9007199254740993n, 2), Number.MAX_SAFE_INTEGER],
  ["a Long + a Double", add(9007199254740993n, 0.5), new Double(9007199254740992)],
])("%s", (_what, result, expected) => {
  expect(result).toEqual(expected);
});

test.each<[string, Value, Value]>([
  ["'bar' + 1", add("bar", 1), "bar1"],
  ["1 + 'bar'", add(1, "bar"), "1bar"],
  ["'a' + 1.0", add("a", new Double(1)), "a1.0"],
  ["'a' + true", add("a", true), "atrue"],
  ["'a' + [1, 2]", add("a", ArrayList.of<Value>(1, 2)), "a[1, 2]"],
  // Where nothing is, Amazon's engine has the empty text.
  ["'a' + nothing", add("a", null), "a"],
  ["1 + nothing", add(1, null), "1"],
  ["nothing + nothing", add(null, null), ""],
])("%s joins texts", (_what, result, expected) => {
  expect(result).toBe(expected);
});

test.each<[string, Value]>([
  ["true + 1", add(true, 1)],
  ["[] + []", add([], [])],
  ["'3' - 1", subtract("3", 1)],
  ["'3' * 2", multiply("3", 2)],
  ["nothing - 1", subtract(null, 1)],
  ["1 / nothing", divide(1, null)],
  ["'a' % 2", remainder("a", 2)],
  ["1 / '0'", divide(1, "0")],
])("%s is nothing", (_what, result) => {
  expect(result).toBeNull();
});

test("integers of any size are exact", () => {
  const size = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
  fc.assert(
    fc.property(size, size, (a, b) => {
      const [x, y] = [integer(a), integer(b)];
      expect(add(x, y)).toBe(integer(a + b));
      expect(subtract(x, y)).toBe(integer(a - b));
      expect(multiply(x, y)).toBe(integer(a * b));
      expect(divide(x, y)).toBe(b === 0n ? null : integer(a / b));
      expect(remainder(x, y)).toBe(b === 0n ? null : integer(a % b));
    }),
  );
});

test("a Double stays one, whole or not", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.integer(), (a, b) => {
      const sum = add(new Double(a), b);
      expect(sum instanceof Double ? sum.value : sum).toBe(a + b);
      expect(Number.isInteger(sum)).toBe(false);
    }),
  );
});

test("a number that doubles its digits in a loop fails the template", () => {
  let value: Value = 3;
  expect(() => {
    for (let i = 0; i < 1000; i += 1) value = multiply(value, value);
  }).toThrow(TemplateError);
});

test("a text that doubles in a loop fails the template", () => {
  let value: Value = "text";
  expect(() => {
    for (let i = 0; i < 1000; i += 1) value = add(value, value);
  }).toThrow(TemplateError);
});
