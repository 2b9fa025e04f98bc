/**
 * What a reader of the text would not see, or would see somewhere else than it is: controls, format
 * and bidirectional characters, blanks that are not the space, tags and variation selectors, private
 * use, halves of surrogate pairs. Stable across versions of Unicode as far as that can be: no class
 * here takes in unassigned characters that may be given a glyph later.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** `text` with every such character written as the escape that JavaScript reads in a string. */
export function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, (character) => escapeOf(character.codePointAt(0) ?? 0));
}

/** `text` with a space in the place of every such character. */
export function blankUnseen(text: string): string {
  return text.replace(UNSEEN, " ");
}

/** Whether `text` holds such a character. */
export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) >= 0;
}

const SHORT: ReadonlyMap<number, string> = new Map([
  [0x08, "\\b"],
  [0x09, "\\t"],
  [0x0a, "\\n"],
  [0x0b, "\\v"],
  [0x0c, "\\f"],
  [0x0d, "\\r"],
]);

function escapeOf(codePoint: number): string {
  const hex = codePoint.toString(16);
  return SHORT.get(codePoint) ?? (hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`);
}
