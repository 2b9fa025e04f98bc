import { expect, test } from "vitest";
import { invoke } from "../../../templates/runtime/velocity/invoke.js";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import { Double, type Value } from "../../../templates/runtime/velocity/value.js";

test.each<[Value, string, Value[], Value]>([
  [0, "parseInt", ["+12"], 12],
  [0, "parseInt", ["-0"], 0],
  [0, "parseInt", ["ff", 16], 255],
  [0, "parseInt", [`${"0".repeat(80)}12`], 12],
  [0, "parseInt", ["-2147483648"], -2147483648],
  [0, "parseLong", ["9223372036854775807"], 9223372036854775807n],
  [0, "valueOf", ["12"], 12],
  [0, "valueOf", [12], 12],
  [2147483648, "valueOf", ["2147483648"], 2147483648],
  [0, "max", [1, 2], 2],
  [0, "min", [1, 2n ** 60n], 1],
  [3, "compareTo", [5], -1],
  [3, "intValue", [], 3],
  [5000000000, "intValue", [], 705032704],
  [300, "byteValue", [], 44],
  [3, "doubleValue", [], new Double(3)],
  [3, "toString", [], "3"],
  [0, "toString", [7], "7"],
  [0, "toHexString", [-1], "ffffffff"],
  [0, "toHexString", [-5000000000], "fffffffed5fa0e00"],
  [0, "toBinaryString", [5], "101"],
  [3, "equals", [3], true],
  [3, "equals", [new Double(3)], false],
  [3, "hashCode", [], 3],
  [5000000000, "hashCode", [], 705032705],
  [-5000000000, "hashCode", [], 705032702],
  [1.5, "hashCode", [], 1073217536],
  [new Double(1), "hashCode", [], 1072693248],
  [new Double(1), "toString", [], "1.0"],
  [1.5, "parseDouble", [" 1e3 "], new Double(1000)],
  [1.5, "parseDouble", ["1d"], new Double(1)],
  [1.5, "parseDouble", [".5"], 0.5],
  [1.5, "parseDouble", ["5."], new Double(5)],
  [1.5, "parseDouble", ["-Infinity"], -Infinity],
  [1.5, "parseDouble", ["1e400"], Infinity],
  [1.5, "parseDouble", ["-0"], new Double(-0)],
  [1.5, "valueOf", ["2"], new Double(2)],
  [1.5, "compareTo", [new Double(1)], 1],
  [-1.9, "intValue", [], -1],
  [new Double(1e10), "intValue", [], 2147483647],
  [new Double(-1e10), "intValue", [], -2147483648],
  [new Double(1e30), "longValue", [], 9223372036854775807n],
  [NaN, "intValue", [], 0],
  [NaN, "isNaN", [], true],
  [true, "toString", [], "true"],
  [true, "compareTo", [false], 1],
  [true, "hashCode", [], 1231],
  [true, "parseBoolean", ["TRUE"], true],
  [true, "valueOf", ["x"], false],
  // Of other classes, or with other arguments.
  [3, "compareTo", [1.5], null],
  [3, "parseDouble", ["1"], null],
  [3, "parseInt", [3], null],
  [3, "toFixed", [2], null],
  [1.5, "parseInt", ["1"], null],
  [true, "parseInt", ["1"], null],
])("%s.%s(%s) is %s", (target, name, args, expected) => {
  expect(invoke(target, name, args)).toEqual(expected);
});

test.each<[Value, string, Value[]]>([
  [0, "parseInt", ["2147483648"]],
  [0, "parseInt", [" 1"]],
  [0, "parseInt", [""]],
  [0, "parseInt", ["1.0"]],
  [0, "parseInt", ["12", 2]],
  [0, "parseInt", ["9".repeat(1_000_000)]],
  [0, "valueOf", ["2147483648"]],
  [0, "parseLong", ["9223372036854775808"]],
  [1.5, "parseDouble", ["1e"]],
  [1.5, "parseDouble", [""]],
  [1.5, "parseDouble", ["infinity"]],
  [1.5, "parseDouble", ["0x10"]],
])("%s.%s of what is no such number fails the template", (target, name, args) => {
  expect(() => invoke(target, name, args)).toThrow(TemplateError);
});

test("a number of millions of digits is refused at once", () => {
  const digits = "9".repeat(9_000_000);
  expect(() => invoke(0, "parseInt", [digits])).toThrow(TemplateError);
  expect(invoke(1.5, "parseDouble", [digits])).toBe(Infinity);
  expect(() => invoke(1.5, "parseDouble", [`${digits}x`])).toThrow(TemplateError);
});
