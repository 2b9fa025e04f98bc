/** A number within the range of single precision. */
export function isFloat(value: number): boolean {
  return Number.isFinite(Math.fround(value));
}

/** A number within the range of double precision, which JSON can leave: `1e999`. */
export function isDouble(value: number): boolean {
  return Number.isFinite(value);
}
