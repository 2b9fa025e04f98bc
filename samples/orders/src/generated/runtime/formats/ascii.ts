/** Whether a code unit is a digit; NaN, which `charCodeAt` answers past the end, is not. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
}

export function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}

/** The number that two digits at `at` write; NaN if they are none. */
export function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? 10 * tens + ones - 11 * 0x30 : Number.NaN;
}

/** Where the digits end that begin at `at`: `at` itself if there are none. */
export function digitsEnd(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** Members of a set of ASCII characters are 1; the set answers undefined past its end. */
export type AsciiSet = Uint8Array;

/** The set of the letters, the digits and `others`. */
export function lettersDigitsAnd(others: string): AsciiSet {
  const isMember = (code: number) =>
    isLetter(code) || isDigit(code) || others.includes(String.fromCharCode(code));
  return Uint8Array.from({ length: 0x80 }, (_, code) => (isMember(code) ? 1 : 0));
}

/** Where the members of a set end that begin at `at`: `at` itself if there are none. */
export function membersEnd(set: AsciiSet, text: string, at: number): number {
  let end = at;
  while (end < text.length && set[text.charCodeAt(end)] === 1) end += 1;
  return end;
}
