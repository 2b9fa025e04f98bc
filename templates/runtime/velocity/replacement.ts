import type { Found } from "./java-pattern.js";
import { TemplateError } from "./template-error.js";

export interface Group {
  readonly group: number | string;
}

/** A caller's text can name a group at every other character, for every place that is replaced. */
const MOST_PIECES = 1000;

/**
 * What Java puts in the place of what a pattern finds: texts, and the groups `$1` and `${name}`. A `\`
 * makes any character itself.
 * @param found something that the pattern found: it has the groups that there are
 */
export function piecesOf(replacement: string, found: Found): readonly (string | Group)[] {
  const pieces: (string | Group)[] = [];
  for (const [piece] of replacement.matchAll(/[^\\$]+|\\[^]|\$\{[a-zA-Z0-9]*\}|\$\d+|[^]/g)) {
    if (piece === "\\" || piece === "$") throw illegal();
    if (piece.startsWith("\\")) pieces.push(piece.slice(1));
    else if (piece.startsWith("${")) pieces.push(named(piece.slice(2, -1), found));
    else if (piece.startsWith("$")) pieces.push(...numbered(piece.slice(1), found));
    else pieces.push(piece);
    if (pieces.length > MOST_PIECES) throw new TemplateError("a replacement has too many parts");
  }
  return pieces;
}

function named(group: string, found: Found): Group {
  if (found.group(group) === undefined) throw illegal();
  return { group };
}

/** As many digits belong to the group as make one that there is, and one at least. */
function numbered(digits: string, found: Found): (string | Group)[] {
  let length = 1;
  const groupAt = (end: number): string | undefined => found.group(Number(digits.slice(0, end)));
  if (groupAt(length) === undefined) throw illegal();
  while (length < digits.length && groupAt(length + 1) !== undefined) length += 1;
  return [{ group: Number(digits.slice(0, length)) }, digits.slice(length)];
}

function illegal(): TemplateError {
  return new TemplateError("a replacement names a group that the pattern has not");
}
