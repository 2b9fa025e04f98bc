import { beginsWithDate } from "./date.js";
import { isTimeFrom, isTimeLocalFrom } from "./time.js";

/** `date-time` of RFC 3339, section 5.6: `2026-01-31T12:00:00Z`. */
export function isDateTime(text: string): boolean {
  return beginsWithDate(text) && isT(text.charCodeAt(10)) && isTimeFrom(text, 11);
}

/** A `date-time` without an offset (RFC 9557, section 4.1): `2026-01-31T12:00:00`. */
export function isDateTimeLocal(text: string): boolean {
  return beginsWithDate(text) && isT(text.charCodeAt(10)) && isTimeLocalFrom(text, 11);
}

/** RFC 3339, section 5.6, allows a lower case letter, and a space to humans only. */
function isT(code: number): boolean {
  return (code | 0x20) === 0x74;
}
