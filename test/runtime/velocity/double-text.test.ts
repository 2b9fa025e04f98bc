import fc from "fast-check";
import { expect, test } from "vitest";
import { doubleText } from "../../../templates/runtime/velocity/double-text.js";

// What Java prints.
test.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [100, "100.0"],
  [0.05, "0.05"],
  [0.5 * 0.1, "0.05"],
  [0.1 + 0.2, "0.30000000000000004"],
  [1 / 3, "0.3333333333333333"],
  [123.456, "123.456"],
  [0.001, "0.001"],
  [-0.001, "-0.001"],
  [0.00099, "9.9E-4"],
  [1e-5, "1.0E-5"],
  [4.35e-7, "4.35E-7"],
  [1234567.125, "1234567.125"],
  [9999999, "9999999.0"],
  [1e7, "1.0E7"],
  [12345678, "1.2345678E7"],
  [1e10, "1.0E10"],
  [1e21, "1.0E21"],
  [9007199254740992, "9.007199254740992E15"],
  [Number.MAX_VALUE, "1.7976931348623157E308"],
  [2.2250738585072014e-308, "2.2250738585072014E-308"],
  // One digit would do, but Java prints the nearest of two.
  [Number.MIN_VALUE, "4.9E-324"],
  [1e-323, "9.9E-324"],
  [NaN, "NaN"],
  [Infinity, "Infinity"],
  [-Infinity, "-Infinity"],
])("the Double %s is %s", (value, printed) => {
  expect(doubleText(value)).toBe(printed);
});

test("every Double reads back as itself", () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      expect(Number(doubleText(value))).toBe(value);
    }),
  );
});

test("every Double has digits on both sides of the point, and an exponent only where it is long", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const size = Math.abs(value);
      const plain = size === 0 || (size >= 1e-3 && size < 1e7);
      expect(doubleText(value)).toMatch(plain ? /^-?\d+\.\d+$/ : /^-?[1-9]\.\d+E-?\d+$/);
    }),
  );
});
