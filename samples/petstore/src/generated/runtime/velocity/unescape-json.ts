import { UnparsableJson } from "./unparsable-json.js";

/** What a quoted text of JSON says. An escape that there is not stands for nothing. */
export function unescapeJson(text: string): string {
  return text.replace(ESCAPE, (escape: string, unicode?: string, byte?: string) => {
    const code = unicode ?? byte;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    const letter = escape.charAt(1);
    if (letter === "u" || letter === "x") throw new UnparsableJson(`the escape \\${letter}`, 0);
    return MEANINGS.get(letter) ?? "";
  });
}

const ESCAPE = /\\(?:u([\dA-Fa-f]{4})|x([\dA-Fa-f]{2})|[^])/g;

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ...['"', "'", "\\", "/"].map((self) => [self, self] as const),
]);
