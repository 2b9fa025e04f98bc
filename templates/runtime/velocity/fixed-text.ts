import { decimalOf } from "./double-text.js";

/** With so many digits behind the point. Java rounds the digits that it prints, halves away from zero. */
export function fixedText(value: number, places: number): string {
  if (!Number.isFinite(value)) return String(value);
  const { digits, exponent } = decimalOf(Math.abs(value));
  // How many digits are behind the point, or how many zeros are missing before it.
  const behind = digits.length - 1 - exponent;
  const shifted =
    behind > places ? rounded(digits, behind - places) : digits + "0".repeat(places - behind);
  const all = shifted.replace(/^0+/, "").padStart(places + 1, "0");
  const whole = all.slice(0, all.length - places);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return sign + whole + (places > 0 ? `.${all.slice(-places)}` : "");
}

/** Without so many digits at the end. */
function rounded(digits: string, without: number): string {
  if (without > digits.length) return "0";
  const kept = BigInt(digits.slice(0, digits.length - without));
  const up = (digits[digits.length - without] ?? "0") >= "5";
  return String(up ? kept + 1n : kept);
}
