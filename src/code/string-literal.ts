import { escapeUnseen } from "./unseen.js";

/**
 * `text` as a string literal on one line, in the quotes that prettier would choose. Kit-internal:
 * a string is program text only once it is a `Code`.
 */
export function stringLiteral(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const quote = text.includes('"') && count(text, '"') > count(text, "'") ? "'" : '"';
  const escaped = text.replace(/["'\\]/g, (character) =>
    character === "\\" || character === quote ? `\\${character}` : character,
  );
  return quote + escapeUnseen(escaped) + quote;
}

/** What stands for itself between double quotes. */
const PLAIN = /^[ !#-[\]-~]*$/;

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
