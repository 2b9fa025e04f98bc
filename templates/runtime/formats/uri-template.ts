import { digitsEnd, isHexDigit, lettersDigitsAnd, membersEnd } from "./ascii.js";

/** A URI template (RFC 6570, section 2): `/pets/{petId}{?limit}`. */
export function isUriTemplate(text: string): boolean {
  let at = membersEnd(LITERALS, text, 0);
  while (at < text.length) {
    const end = partEnd(text, at);
    if (end === -1) return false;
    at = membersEnd(LITERALS, text, end);
  }
  return true;
}

/** Where an expression, an encoded octet or a character beyond ASCII ends; -1 if there is none. */
function partEnd(text: string, at: number): number {
  if (text[at] === "{") {
    const close = variablesEnd(text, at + 1);
    return text[close] === "}" ? close + 1 : -1;
  }
  if (isEncodedOctet(text, at)) return at + 3;
  BEYOND_ASCII.lastIndex = at;
  return BEYOND_ASCII.test(text) ? BEYOND_ASCII.lastIndex : -1;
}

/** Section 2.1, with the apostrophe, whose absence is erratum 6937. */
const LITERALS = lettersDigitsAnd("!#$&'()*+,-./:;=?@[]_~");
const VARCHAR = lettersDigitsAnd("_");
/** Section 2.2, those that are reserved for extensions among them. */
const OPERATORS = "+#./;?&=,!@|";

/** Where an operator and variables end that begin at `start`; -1 if there are none. */
function variablesEnd(text: string, start: number): number {
  let at = start < text.length && OPERATORS.includes(text.charAt(start)) ? start + 1 : start;
  for (;;) {
    const end = variableEnd(text, at);
    if (end === -1 || text[end] !== ",") return end;
    at = end + 1;
  }
}

/** Where a variable ends that begins at `start`, with its modifier; -1 if there is none. */
function variableEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const end = nameEnd(text, at);
    if (end === at) return -1;
    if (text[end] === "*") return end + 1;
    if (text[end] === ":") return maxLengthEnd(text, end + 1);
    if (text[end] !== ".") return end;
    at = end + 1;
  }
}

function nameEnd(text: string, at: number): number {
  let end = membersEnd(VARCHAR, text, at);
  while (isEncodedOctet(text, end)) end = membersEnd(VARCHAR, text, end + 3);
  return end;
}

/** A number from 1 to 9999 (section 2.4.1); -1 if there is none. */
function maxLengthEnd(text: string, at: number): number {
  const end = digitsEnd(text, at);
  return end > at && end - at <= 4 && text[at] !== "0" ? end : -1;
}

function isEncodedOctet(text: string, at: number): boolean {
  return (
    text[at] === "%" && isHexDigit(text.charCodeAt(at + 1)) && isHexDigit(text.charCodeAt(at + 2))
  );
}

/** `ucschar` and `iprivate` of RFC 3987, section 2.2. */
const ASTRAL = String.raw`(?![\u{e0000}-\u{e0fff}]|\p{Noncharacter_Code_Point})[\u{10000}-\u{10ffff}]`;
const BEYOND_ASCII = new RegExp(
  String.raw`(?:[\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\uffef]|${ASTRAL})`,
  "uy",
);
