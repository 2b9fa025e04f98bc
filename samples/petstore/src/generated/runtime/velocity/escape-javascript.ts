/**
 * What commons-lang 2.6 makes of a text that is to stand in quotes in JavaScript: every character
 * beyond ASCII is escaped, a slash too, and a single quote in a way that JSON does not know.
 */
export function escapeJavaScript(text: string): string {
  let escaped = "";
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isPlain(code)) continue;
    escaped += text.slice(from, at) + escapeOf(code);
    from = at + 1;
  }
  return from === 0 ? text : escaped + text.slice(from);
}

function isPlain(code: number): boolean {
  if (code < 32 || code > 127) return false;
  return code !== QUOTE && code !== APOSTROPHE && code !== SLASH && code !== BACKSLASH;
}

const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const BACKSLASH = 92;

function escapeOf(code: number): string {
  return SHORT.get(code) ?? `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

const SHORT: ReadonlyMap<number, string> = new Map(
  [
    ...Array.from(`"'/\\`, (self) => [self, self] as const),
    ...Array.from("bfnrt", (letter, index) => ["\b\f\n\r\t".charAt(index), letter] as const),
  ].map(([character, letter]) => [character.charCodeAt(0), `\\${letter}`]),
);
