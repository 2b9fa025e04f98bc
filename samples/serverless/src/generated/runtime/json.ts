/**
 * `JSON.parse` that also refuses what receivers disagree on: duplicate keys, `__proto__` as a key,
 * bytes that are not UTF-8, a byte order mark, and nesting beyond 64 levels.
 */
export function parseJson(bytes: Buffer): unknown {
  const text = utf8.decode(bytes);
  // First, since parsing takes seconds for megabytes of brackets.
  refuseAmbiguity(text);
  return JSON.parse(text);
}

/** JSON in which readers may find different values. */
export class AmbiguousJson extends SyntaxError {}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const MAX_DEPTH = 64;

/** Looks only at brackets and at strings that are keys; what text is no JSON does not matter here. */
function refuseAmbiguity(text: string): void {
  const scopes: (Set<string> | undefined)[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      scopes.push(code === OPEN_BRACE ? new Set() : undefined);
      if (scopes.length > MAX_DEPTH) throw new AmbiguousJson("nested too deeply");
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      scopes.pop();
    } else if (code === QUOTE) {
      const end = endOfString(text, i);
      const keys = scopes.at(-1);
      if (keys !== undefined && isKey(text, end)) addKey(keys, text.slice(i, end));
      i = end - 1;
    }
  }
}

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== QUOTE)
    i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i + 1;
}

function isKey(text: string, from: number): boolean {
  let i = from;
  while (text.charCodeAt(i) <= 32) i += 1;
  return text.charCodeAt(i) === COLON;
}

function addKey(keys: Set<string>, quoted: string): void {
  const key = quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  if (keys.has(key)) throw new AmbiguousJson("duplicate key");
  if (key === "__proto__") throw new AmbiguousJson("key __proto__");
  keys.add(key);
}
