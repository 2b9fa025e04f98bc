const BREAK = String.raw`\r\n\u2028\u2029`;

/** Blanks and comments that end on their line. */
const REST = new RegExp(
  String.raw`(?:[^\S${BREAK}]|/\*(?:(?!\*/)[^${BREAK}])*\*/)*(?://[^${BREAK}]*)?`,
  "y",
);

/** Whether `text` goes over more than one line. */
export function hasBreak(text: string): boolean {
  return /[\r\n\u2028\u2029]/.test(text);
}

/**
 * Where something new can stand after what ends at `offset`: behind the comments that follow it on its
 * line; and whether that is the end of the line.
 */
export function lineRest(text: string, offset: number): { end: number; isWhole: boolean } {
  REST.lastIndex = offset;
  const rest = REST.exec(text)?.[0] ?? "";
  const end = offset + rest.length;
  const isWhole = end === text.length || hasBreak(text.charAt(end));
  return { end: isWhole ? end : offset + rest.trimEnd().length, isWhole };
}

/** Where the line begins that `offset` is in. */
export function lineStart(text: string, offset: number): number {
  return offset - (/[^\r\n\u2028\u2029]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
}

/** The blanks that the line of `offset` begins with. */
export function indentationAt(text: string, offset: number): string {
  return blanksFrom(text, lineStart(text, offset));
}

/** The blanks from `offset` on, in its line. */
export function blanksFrom(text: string, offset: number): string {
  return /^[^\S\r\n\u2028\u2029]*/.exec(text.slice(offset))?.[0] ?? "";
}
