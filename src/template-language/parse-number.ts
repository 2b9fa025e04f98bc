import type { Scanner } from "./scanner.js";
import type { Expression } from "./syntax-tree.js";

const FLOAT = /-?(?:\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y;

/** An integer before `..` is not the float `1.`. */
const INTEGER = /-?\d+(?!\d)(?:(?=\.\.)|(?!\.|[eE][+-]?\d))/y;

/** The number that begins here, if one does. */
export function parseNumber(scanner: Scanner): Expression | undefined {
  const start = scanner.place;
  const integer = scanner.take(INTEGER);
  if (integer !== null) {
    return { kind: "integer", digits: integer[0], start, end: scanner.place };
  }
  const float = scanner.take(FLOAT);
  if (float === null) return undefined;
  return { kind: "float", value: Number(float[0]), start, end: scanner.place };
}
