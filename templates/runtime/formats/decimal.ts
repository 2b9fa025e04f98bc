/** A fixed-point number of any size, as JSON would write it: `-12.50`. */
export function isDecimal(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text);
}

/** A decimal floating-point number of IEEE 754 with 128 bits, as JSON would write it, or a special. */
export function isDecimal128(text: string): boolean {
  if (text === "NaN" || text === "INF" || text === "-INF") return true;
  const [, integer, fraction = "", exponent = "0"] = NUMBER.exec(text) ?? [];
  if (integer === undefined) return false;
  const digits = integer + fraction;
  const first = digits.search(/[1-9]/);
  if (first === -1) return true;
  let last = digits.length - 1;
  while (digits[last] === "0") last -= 1;
  // IEEE 754-2019, table 3.6: 34 digits, and the exponents of the first and of the last.
  const magnitude = integer.length - 1 - first + Number(exponent);
  const least = integer.length - 1 - last + Number(exponent);
  return last - first < 34 && magnitude <= 6144 && least >= -6176;
}

const NUMBER = /^-?(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
