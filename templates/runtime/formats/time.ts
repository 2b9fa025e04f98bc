import { digitsEnd, twoDigits } from "./ascii.js";

/** `full-time` of RFC 3339, section 5.6: `12:00:00Z`. */
export function isTime(text: string): boolean {
  return isTimeFrom(text, 0);
}

/** `partial-time` of RFC 3339, section 5.6, which has no offset: `12:00:00`. */
export function isTimeLocal(text: string): boolean {
  return isTimeLocalFrom(text, 0);
}

/** Whether a text is a time with an offset from `at` to its end. */
export function isTimeFrom(text: string, at: number): boolean {
  const zone = timeOfDayEnd(text, at);
  const offset = zone === -1 ? Number.NaN : offsetMinutes(text, zone);
  if (Number.isNaN(offset)) return false;
  if (twoDigits(text, at + 6) < 60) return true;
  // A leap second is the last of a day in UTC (RFC 3339, section 5.7).
  const minute = 60 * twoDigits(text, at) + twoDigits(text, at + 3);
  return (minute - offset + DAY) % DAY === DAY - 1;
}

/** Whether a text is a time without an offset from `at` to its end. */
export function isTimeLocalFrom(text: string, at: number): boolean {
  return timeOfDayEnd(text, at) === text.length;
}

const DAY = 24 * 60;
const COLON = 0x3a;
const FULL_STOP = 0x2e;
const PLUS = 0x2b;
const MINUS = 0x2d;

/** Where the time of day ends that begins at `at`; -1 if there is none. */
function timeOfDayEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return -1;
  const inDay = twoDigits(text, at) <= 23 && twoDigits(text, at + 3) <= 59;
  if (!inDay || !(twoDigits(text, at + 6) <= 60)) return -1;
  if (text.charCodeAt(at + 8) !== FULL_STOP) return at + 8;
  const end = digitsEnd(text, at + 9);
  return end === at + 9 ? -1 : end;
}

/** The offset that a text ends with, which begins at `at`; NaN if there is none. */
function offsetMinutes(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if ((sign | 0x20) === 0x7a) return at + 1 === text.length ? 0 : Number.NaN;
  const hasForm = (sign === PLUS || sign === MINUS) && text.charCodeAt(at + 3) === COLON;
  if (!hasForm || at + 6 !== text.length) return Number.NaN;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (sign === PLUS ? 1 : -1) * (60 * hours + minutes);
}
