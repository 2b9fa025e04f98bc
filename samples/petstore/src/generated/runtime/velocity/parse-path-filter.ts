import {
  type Filter,
  type JsonPath,
  type Operand,
  OPERATORS,
  type PathOperand,
  type Scalar,
} from "./json-path-steps.js";
import type { PathCursor } from "./path-cursor.js";

/**
 * Reads what stands behind the `?` of a JSONPath: `(@.price < 10 && !@.sold)`.
 * @param readPath reads the steps of an operand
 */
export function parsePathFilter(
  cursor: PathCursor,
  readPath: (cursor: PathCursor) => JsonPath,
): Filter {
  const group = () => cursor.within("(", ")", either);
  const either = () => chain("||", both, (either) => ({ either }));
  const both = () => chain("&&", negated, (both) => ({ both }));

  function chain(token: string, part: () => Filter, join: (all: Filter[]) => Filter): Filter {
    const first = part();
    const all = [first];
    while (cursor.takes(token)) all.push(part());
    return all.length === 1 ? first : join(all);
  }

  function negated(): Filter {
    let not = false;
    while (cursor.takes("!")) not = !not;
    cursor.space();
    const filter = cursor.next === "(" ? group() : comparison();
    return not ? { not: filter } : filter;
  }

  function comparison(): Filter {
    const left = operand();
    if (cursor.takes("=~")) return { left, matches: pattern(cursor) };
    const word = cursor.match(OPERATOR)?.toLowerCase();
    const is = OPERATORS.find((each) => each === word);
    if (is !== undefined) return { left, is, right: operand() };
    if ("from" in left) return { exists: left };
    throw cursor.fail("expected an operator");
  }

  function operand(): Operand {
    cursor.space();
    const from = cursor.next;
    if (from !== "$" && from !== "@") return { value: literal(cursor) };
    cursor.at += 1;
    return { from, path: readPath(cursor) } satisfies PathOperand;
  }

  return group();
}

const OPERATOR = /[=!]=|[<>]=?|(?:n?in|size|empty|contains|anyof|noneof|subsetof)\b/iy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /(?:true|false|null)\b/y;
const FLAGS = /[ims]*/y;
const WORDS: ReadonlyMap<string, Scalar> = new Map([
  ["true", true],
  ["false", false],
]);

function literal(cursor: PathCursor): Scalar | readonly Scalar[] {
  if (cursor.next !== "[") return scalar(cursor);
  return cursor.within("[", "]", () => {
    cursor.space();
    return cursor.next === "]" ? [] : cursor.list(() => scalar(cursor));
  });
}

function scalar(cursor: PathCursor): Scalar {
  cursor.space();
  if (cursor.next === "'" || cursor.next === '"') return cursor.quoted();
  const number = cursor.match(NUMBER);
  if (number !== undefined) return Number(number) + 0;
  const word = cursor.match(WORD);
  if (word === undefined) throw cursor.fail("expected a value");
  return WORDS.get(word) ?? null;
}

/** @returns in RE2's language, which has the flags in front */
function pattern(cursor: PathCursor): string {
  cursor.space();
  if (cursor.next !== "/") throw cursor.fail("expected /");
  const source = cursor.delimited();
  const flags = cursor.match(FLAGS) ?? "";
  return flags === "" ? source : `(?${flags})${source}`;
}
