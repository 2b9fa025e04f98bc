import { twoDigits } from "./ascii.js";

/** `full-date` of RFC 3339, section 5.6, of a day that exists: `2026-01-31`. */
export function isDate(text: string): boolean {
  return text.length === 10 && beginsWithDate(text);
}

/** Whether the first ten characters of a text are a date. */
export function beginsWithDate(text: string): boolean {
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false;
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
}

const HYPHEN = 0x2d;

function daysIn(month: number, year: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
