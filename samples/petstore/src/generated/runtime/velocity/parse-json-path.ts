import { type JsonPath, PATH_FUNCTIONS, type SimpleStep, type Step } from "./json-path-steps.js";
import { parsePathFilter } from "./parse-path-filter.js";
import { PathCursor } from "./path-cursor.js";

/**
 * Reads a JSONPath in the language of Jayway's library, which is Amazon's. The `$` may be left out.
 *
 *     $.pets[-1]['full name']   → ["pets", -1, "full name"]
 *     pets[*]..name             → ["pets", { every: true }, { deep: "name" }]
 *
 * @throws JsonPathError
 */
export function parseJsonPath(path: string): JsonPath {
  const cursor = new PathCursor(path, path.length - path.trimStart().length);
  const end = path.trimEnd().length;
  if (cursor.ended) throw cursor.fail("there is no path");
  const rooted = cursor.next === "$" || cursor.next === "@";
  const steps: Step[] = [];
  if (rooted) cursor.at += 1;
  else steps.push(afterDot(cursor, NAME));
  while (cursor.at < end) steps.push(step(cursor, NAME));
  return steps;
}

/** A name ends where something else begins. In a filter that may be an operator. */
const NAME = /[^.[(\s]+/y;
const NAME_IN_FILTER = /[^.[(\s<>=~!)&|\],]+/y;
const INDEX = /-?\d{1,9}/y;

/** The path of an operand: whatever cannot go on with it is left to the filter. */
function stepsInFilter(cursor: PathCursor): JsonPath {
  const steps: Step[] = [];
  while (cursor.next === "." || cursor.next === "[") steps.push(step(cursor, NAME_IN_FILTER));
  return steps;
}

function step(cursor: PathCursor, name: RegExp): Step {
  if (cursor.next === "[") return bracket(cursor);
  if (cursor.next !== ".") throw cursor.fail("expected . or [");
  cursor.at += 1;
  if (cursor.next !== ".") return afterDot(cursor, name);
  cursor.at += 1;
  return { deep: afterDot(cursor, name) };
}

function afterDot(cursor: PathCursor, name: RegExp): SimpleStep {
  if (cursor.next === "[") return bracket(cursor);
  const start = cursor.at;
  const member = cursor.match(name);
  if (member === undefined) throw cursor.fail("expected a name");
  if (cursor.next !== "(") return member === "*" ? { every: true } : member;
  const call = PATH_FUNCTIONS.find((each) => each === member);
  cursor.within("(", ")", () => undefined);
  if (call !== undefined) return { call };
  cursor.at = start;
  throw cursor.fail("there is no such function");
}

function bracket(cursor: PathCursor): SimpleStep {
  return cursor.within("[", "]", () => {
    cursor.space();
    if (cursor.takes("*")) return { every: true };
    if (cursor.takes("?")) return { filter: parsePathFilter(cursor, stepsInFilter) };
    if (cursor.next === "'" || cursor.next === '"') return names(cursor);
    return items(cursor);
  });
}

function names(cursor: PathCursor): SimpleStep {
  const all = cursor.list(() => {
    cursor.space();
    if (cursor.next !== "'" && cursor.next !== '"') throw cursor.fail("expected a quoted name");
    return cursor.quoted();
  });
  return all.length === 1 ? all[0]! : { names: all };
}

function items(cursor: PathCursor): SimpleStep {
  const from = index(cursor);
  if (cursor.takes(":")) return { slice: [from, index(cursor)] };
  if (from === null) throw cursor.fail("expected ', \", ?, * or an index");
  if (!cursor.takes(",")) return from;
  const more = cursor.list(() => {
    const each = index(cursor);
    if (each === null) throw cursor.fail("expected an index");
    return each;
  });
  return { indexes: [from, ...more] };
}

function index(cursor: PathCursor): number | null {
  cursor.space();
  const digits = cursor.match(INDEX);
  return digits === undefined ? null : Number(digits) + 0;
}
