import { lettersDigitsAnd, membersEnd } from "./ascii.js";

/** Base64 with its padding (RFC 4648, section 4). */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && membersEnd(BASE64, text, 0) >= text.length - paddingOf(text);
}

/** Base64 for URLs, whose padding may be left out (RFC 4648, section 5). */
export function isBase64Url(text: string): boolean {
  const padding = paddingOf(text);
  if (text.length % 4 === 1 || (padding > 0 && text.length % 4 !== 0)) return false;
  return membersEnd(BASE64_URL, text, 0) >= text.length - padding;
}

const BASE64 = lettersDigitsAnd("+/");
const BASE64_URL = lettersDigitsAnd("-_");

function paddingOf(text: string): number {
  if (text.endsWith("==")) return 2;
  return text.endsWith("=") ? 1 : 0;
}
