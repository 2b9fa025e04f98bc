import { javaTrim } from "./java-trim.js";
import { TemplateError } from "./template-error.js";
import { double, integer, type Value } from "./value.js";

/** `Integer.parseInt` for 32 bits, `Long.parseLong` for 64; what is no such number throws, as in Java. */
export function parseInteger(text: string, bits: 32 | 64, radix = 10): number | bigint {
  if (radix < 2 || radix > 36 || !/^[+-]?[0-9a-z]+$/i.test(text)) throw noNumber();
  const digits = text.replace(/^[+-]/, "");
  // Longer ones are too large for any radix that has that many digits, or padded with zeros.
  const significant = digits.replace(/^0+(?=.)/, "");
  if (significant.length > bits) throw noNumber();
  const size = [...significant].reduce(
    (sum, digit) => sum * BigInt(radix) + BigInt(digitOf(digit, radix)),
    0n,
  );
  const value = text.startsWith("-") ? -size : size;
  if (BigInt.asIntN(bits, value) !== value) throw noNumber();
  return integer(value);
}

export function parseDouble(text: string): Value {
  const [, sign = "", size = ""] =
    /^([+-]?)(NaN|Infinity|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?=[df]?$))[df]?$/i.exec(
      javaTrim(text),
    ) ?? [];
  const value = Number(size);
  if (size === "" || (Number.isNaN(value) && size !== "NaN")) throw noNumber();
  return double(sign === "-" ? -value : value);
}

/** A Double as an `int` or `long`: without its fraction, at most the largest there is. */
export function truncated(value: number, bits: 32 | 64): number | bigint {
  if (Number.isNaN(value)) return 0;
  const limit = 2 ** (bits - 1);
  if (value >= limit) return integer(BigInt(limit) - 1n);
  return integer(BigInt(Math.trunc(Math.max(value, -limit))));
}

/** Without the sign: as Java's `toHexString` and the like see the bits. */
export function radixText(value: number | bigint, radix: number): string {
  const bits = value === Number(value) && (Number(value) | 0) === value ? 32 : 64;
  return BigInt.asUintN(bits, BigInt(value)).toString(radix);
}

function digitOf(digit: string, radix: number): number {
  const value = Number.parseInt(digit, radix);
  if (Number.isNaN(value)) throw noNumber();
  return value;
}

function noNumber(): TemplateError {
  return new TemplateError("a template reads a number from what is none");
}
