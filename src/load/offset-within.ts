/** A place in a text that is a value; both count from 0. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** The sign of a literal block, at the end of the line above it. */
const LITERAL = /\|[-+\d]{0,2}[ \t]*(?:#.*)?\r?\n(?:[ \t]*\r?\n)*[ \t]*$/;

/**
 * Where a place within a value stands in its document.
 * @param document up to the end of the value
 * @param start where the value begins, with its quote if it has one
 */
export function offsetWithin(document: string, start: number, place: Place): number {
  if (document[start] === '"') return inDoubleQuotes(document, start + 1, place);
  if (LITERAL.test(document.slice(Math.max(0, start - 300), start))) {
    return inLiteralBlock(document, start, place);
  }
  // In YAML's other styles lines are folded; what is on the first one is where it seems to be.
  const quote = document[start] === "'" ? 1 : 0;
  return place.line === 0 ? Math.min(start + quote + place.column, document.length) : start;
}

/** JSON's escapes and YAML's: `\n` ends a line of the value, a line end in the document does not. */
function inDoubleQuotes(document: string, start: number, { line, column }: Place): number {
  let at = start;
  let [lines, columns] = [0, 0];
  while (at < document.length && (lines < line || (lines === line && columns < column))) {
    const [written = " ", escaped] =
      /^(?:\\(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|U[\dA-Fa-f]{8}|(.))|\r?\n[ \t]*)/s.exec(
        document.slice(at, at + 200),
      ) ?? [];
    if (escaped === "n") [lines, columns] = [lines + 1, 0];
    else columns += 1;
    at += written.length;
  }
  return at;
}

/** The lines of a block are all indented as its first one. */
function inLiteralBlock(document: string, start: number, { line, column }: Place): number {
  const indentation = start - document.lastIndexOf("\n", start - 1) - 1;
  let at = start;
  for (let lines = 0; lines < line; lines += 1) {
    const end = document.indexOf("\n", at);
    if (end < 0) return document.length;
    at = end + 1 + (/^ */.exec(document.slice(end + 1, end + 1 + indentation))?.[0].length ?? 0);
  }
  return Math.min(at + column, document.length);
}
