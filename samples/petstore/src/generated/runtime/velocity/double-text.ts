/**
 * A Double as Java prints it: with one digit at least on both sides of the point, and with an exponent
 * below a thousandth and from ten million on.
 */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  const { digits, exponent } = decimalOf(size);
  if (size !== 0 && (size < 1e-3 || size >= 1e7))
    return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${exponent}`;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

/**
 * The fewest digits that tell the number from others, and the power of ten of the first digit. Java
 * wants two digits where one would do, and takes the nearest two: the least Double is 4.9E-324.
 */
export function decimalOf(size: number): { readonly digits: string; readonly exponent: number } {
  const shortest = size.toExponential();
  const [digits = "", exponent] = (shortest.includes(".") ? shortest : size.toExponential(1)).split(
    "e",
  );
  return { digits: digits.replace(".", "").replace(/0+$/, "") || "0", exponent: Number(exponent) };
}
