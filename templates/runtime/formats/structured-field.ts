import { isLetter, lettersDigitsAnd, membersEnd } from "./ascii.js";
import { isBase64 } from "./base64.js";

/** `sf-boolean` of RFC 9651, section 3.3.6: `?1`. */
export function isSfBoolean(text: string): boolean {
  return text === "?0" || text === "?1";
}

/** `sf-integer` of RFC 9651, section 3.3.1: up to fifteen digits. */
export function isSfInteger(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 1e15;
}

/** `sf-decimal` of RFC 9651, section 3.3.2: up to twelve digits before the point, three after. */
export function isSfDecimal(value: number): boolean {
  return Math.abs(value) < 1e12 && Math.round(value * 1000) / 1000 === value;
}

/** `sf-string` of RFC 9651, section 3.3.3: printable characters in quotes. */
export function isSfString(text: string): boolean {
  if (!text.startsWith('"')) return false;
  for (let at = 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1 === text.length;
    if (code === BACKSLASH) {
      at += 1;
      if (text.charCodeAt(at) !== QUOTE && text.charCodeAt(at) !== BACKSLASH) return false;
    } else if (code < 0x20 || code > 0x7e) return false;
  }
  return false;
}

/** `sf-token` of RFC 9651, section 3.3.4: `text/html`. */
export function isSfToken(text: string): boolean {
  if (!isLetter(text.charCodeAt(0)) && !text.startsWith("*")) return false;
  return membersEnd(TOKEN, text, 1) === text.length;
}

/** `sf-binary` of RFC 9651, section 3.3.5: base64 between colons. */
export function isSfBinary(text: string): boolean {
  return (
    text.length > 1 && text.startsWith(":") && text.endsWith(":") && isBase64(text.slice(1, -1))
  );
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const TOKEN = lettersDigitsAnd("!#$%&'*+-.^_`|~:/");
