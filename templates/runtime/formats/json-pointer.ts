import { digitsEnd } from "./ascii.js";

/** A JSON pointer (RFC 6901, section 3): `/pets/0/name`. */
export function isJsonPointer(text: string): boolean {
  return isJsonPointerFrom(text, 0);
}

/** A relative JSON pointer (draft-bhutton-relative-json-pointer-00, section 3): `1/name`, `0#`. */
export function isRelativeJsonPointer(text: string): boolean {
  let at = integerEnd(text, 0);
  if (text[at] === "+" || text[at] === "-") at = integerEnd(text, at + 1);
  if (at === -1) return false;
  return text[at] === "#" ? at + 1 === text.length : isJsonPointerFrom(text, at);
}

/** Where an integer without leading zeros ends that begins at `at`; -1 if there is none. */
function integerEnd(text: string, at: number): number {
  const end = digitsEnd(text, at);
  return end === at || (text[at] === "0" && end > at + 1) ? -1 : end;
}

function isJsonPointerFrom(text: string, from: number): boolean {
  if (from < text.length && text[from] !== "/") return false;
  for (let at = text.indexOf("~", from); at !== -1; at = text.indexOf("~", at + 1)) {
    if (text[at + 1] !== "0" && text[at + 1] !== "1") return false;
  }
  return true;
}
