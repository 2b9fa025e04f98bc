import { lettersDigitsAnd, membersEnd } from "./ascii.js";

/** `media-range` of RFC 9110, section 12.5.1: `text/*;charset=utf-8`. */
export function isMediaRange(text: string): boolean {
  const type = membersEnd(TOKEN, text, 0);
  if (type === 0 || text[type] !== "/") return false;
  const subtype = membersEnd(TOKEN, text, type + 1);
  return subtype > type + 1 && isParametersFrom(text, subtype);
}

/** Section 5.6.2; it has the asterisk. */
const TOKEN = lettersDigitsAnd("!#$%&'*+-.^_`|~");

/** Whether a text is `parameters` of section 5.6.6 from `start` to its end. */
function isParametersFrom(text: string, start: number): boolean {
  let at = start;
  while (at < text.length) {
    at = blanksEnd(text, at);
    if (text[at] !== ";") return false;
    at = blanksEnd(text, at + 1);
    const name = membersEnd(TOKEN, text, at);
    if (name === at) continue;
    if (text[name] !== "=") return false;
    at = text[name + 1] === '"' ? quotedEnd(text, name + 2) : membersEnd(TOKEN, text, name + 1);
    if (at === -1 || at === name + 1) return false;
  }
  return true;
}

function blanksEnd(text: string, at: number): number {
  let end = at;
  while (text[end] === " " || text[end] === "\t") end += 1;
  return end;
}

/** Where a `quoted-string` of section 5.6.4 ends whose inside begins at `start`; -1 if nowhere. */
function quotedEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\") at += 1;
    const code = text.charCodeAt(at);
    const isText = code === 0x09 || (code >= 0x20 && code <= 0xff && code !== 0x7f);
    if (!isText) return -1;
  }
  return -1;
}
