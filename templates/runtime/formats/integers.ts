/** An integer of 8 bits. */
export function isInt8(value: number): boolean {
  return isIntegerBetween(value, -0x80, 0x7f);
}

/** An integer of 16 bits. */
export function isInt16(value: number): boolean {
  return isIntegerBetween(value, -0x8000, 0x7fff);
}

/** An integer of 32 bits. */
export function isInt32(value: number): boolean {
  return isIntegerBetween(value, -0x80000000, 0x7fffffff);
}

/**
 * An integer of 64 bits. Beyond 2^53 numbers of JSON have been rounded before they are checked, the
 * greatest integer to 2^63, which is therefore taken.
 */
export function isInt64(value: number): boolean {
  return isIntegerBetween(value, -(2 ** 63), 2 ** 63);
}

/** A text that writes an integer of 64 bits. */
export function isInt64Text(text: string): boolean {
  return isIntegerText(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

/** An integer of 8 bits without a sign. */
export function isUint8(value: number): boolean {
  return isIntegerBetween(value, 0, 0xff);
}

/** An integer of 16 bits without a sign. */
export function isUint16(value: number): boolean {
  return isIntegerBetween(value, 0, 0xffff);
}

/** An integer of 32 bits without a sign. */
export function isUint32(value: number): boolean {
  return isIntegerBetween(value, 0, 0xffffffff);
}

/** An integer of 64 bits without a sign; the greatest has been rounded to 2^64. */
export function isUint64(value: number): boolean {
  return isIntegerBetween(value, 0, 2 ** 64);
}

/** A text that writes an integer of 64 bits without a sign. */
export function isUint64Text(text: string): boolean {
  return isIntegerText(text) && BigInt.asUintN(64, BigInt(text)) === BigInt(text);
}

/** An integer that a double holds, and that no other rounds to. */
export function isDoubleInt(value: number): boolean {
  return Number.isSafeInteger(value);
}

function isIntegerBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most && Number.isInteger(value);
}

/** An integer as JSON writes it, of no more digits than 64 bits can need. */
function isIntegerText(text: string): boolean {
  return text.length <= 20 && /^-?(?:0|[1-9]\d*)$/.test(text);
}
