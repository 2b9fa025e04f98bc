import { parseNumber } from "./parse-number.js";
import { parseReference } from "./parse-reference.js";
import { parseString } from "./parse-string.js";
import type { Scanner } from "./scanner.js";
import type { BinaryOperator, Expression } from "./syntax-tree.js";

/** By how weakly they bind; each in its notations. A `-` before a digit is a sign, never an operator. */
const OPERATORS: readonly (readonly [RegExp, Readonly<Record<string, BinaryOperator>>])[] = [
  [/\|\||or(?![\w@])/y, { "||": "||", or: "||" }],
  [/&&|and(?![\w@])/y, { "&&": "&&", and: "&&" }],
  [/==|!=|(?:eq|ne)(?![\w@])/y, { "==": "==", eq: "==", "!=": "!=", ne: "!=" }],
  [
    /<=|>=|<|>|(?:lt|le|gt|ge)(?![\w@])/y,
    { "<": "<", lt: "<", "<=": "<=", le: "<=", ">": ">", gt: ">", ">=": ">=", ge: ">=" },
  ],
  [/\+|-(?!\d|\.\d)/y, { "+": "+", "-": "-" }],
  [/[*/%]/y, { "*": "*", "/": "/", "%": "%" }],
];

/** An expression, with the space around it. */
export function parseExpression(scanner: Scanner): Expression {
  scanner.beginExpression();
  return parseBinary(scanner, 0);
}

function parseBinary(scanner: Scanner, level: number): Expression {
  const operators = OPERATORS[level];
  if (operators === undefined) return parseUnary(scanner);
  const [pattern, byNotation] = operators;
  let left = parseBinary(scanner, level + 1);
  for (let found = scanner.take(pattern); found !== null; found = scanner.take(pattern)) {
    scanner.countOperator();
    const operator = byNotation[found[0]];
    const right = scanner.nested(() => parseBinary(scanner, level + 1));
    if (operator === undefined) return left;
    left = { kind: "binary", operator, left, right, start: left.start, end: right.end };
  }
  return left;
}

function parseUnary(scanner: Scanner): Expression {
  scanner.skipSpace();
  const start = scanner.place;
  if (scanner.take(/!|not(?![\w@])/y) !== null) {
    const operand = scanner.nested(() => parseUnary(scanner));
    return { kind: "not", operand, start, end: operand.end };
  }
  if (scanner.takeText("(")) {
    const inside = scanner.nested(() => parseBinary(scanner, 0));
    scanner.expect(")", "an expression in parentheses");
    scanner.skipSpace();
    return inside;
  }
  const value = parseOperand(scanner) ?? scanner.fail(`a value is missing${found(scanner)}`);
  scanner.skipSpace();
  if (scanner.look(/-\.?\d/y) !== null) {
    scanner.fail("a `-` before a digit is its sign: put a space between them to subtract");
  }
  return value;
}

/** An argument, a member of a list or map: no operators. `mayBeWord`: as in a method's arguments. */
export function parseParameter(scanner: Scanner, mayBeWord: boolean): Expression {
  scanner.skipSpace();
  const start = scanner.place;
  const word = () =>
    mayBeWord && scanner.take(/[A-Za-z_][\w-]*/y) !== null
      ? ({ kind: "nothing", start, end: scanner.place } as const)
      : undefined;
  const value =
    parseOperand(scanner) ?? word() ?? scanner.fail(`a value is missing${found(scanner)}`);
  scanner.skipSpace();
  return value;
}

/** Parameters up to `end`, which is not taken. */
export function parseParameters(scanner: Scanner, end: string): readonly Expression[] {
  scanner.skipSpace();
  if (scanner.next() === end) return [];
  const parameters = [parseParameter(scanner, end === ")")];
  while (scanner.takeText(",")) parameters.push(parseParameter(scanner, end === ")"));
  return parameters;
}

/** A value that is written without operators; undefined if none begins here. */
export function parseOperand(scanner: Scanner): Expression | undefined {
  const start = scanner.place;
  const span = () => ({ start, end: scanner.place });
  if (scanner.take(/true(?![\w@])/y) !== null) return { kind: "boolean", value: true, ...span() };
  if (scanner.take(/false(?![\w@])/y) !== null) return { kind: "boolean", value: false, ...span() };
  if (scanner.takeText("[")) return scanner.nested(() => parseList(scanner, start));
  if (scanner.takeText("{")) return scanner.nested(() => parseMap(scanner, start));
  const reference = parseReference(scanner)?.reference;
  if (reference !== undefined) return { kind: "reference", reference, ...span() };
  return parseNumber(scanner) ?? parseString(scanner);
}

function parseList(scanner: Scanner, start: number): Expression {
  const items = parseParameters(scanner, "]");
  const [first] = items;
  if (first !== undefined && items.length === 1 && scanner.takeText("..")) {
    const last = parseParameter(scanner, false);
    for (const bound of [first, last]) {
      if (bound.kind !== "integer" && bound.kind !== "reference") {
        scanner.fail("a range goes from one integer or reference to another", bound.start);
      }
    }
    scanner.expect("]", "a range");
    return { kind: "range", first, last, start, end: scanner.place };
  }
  scanner.expect("]", "a list");
  return { kind: "list", items, start, end: scanner.place };
}

function parseMap(scanner: Scanner, start: number): Expression {
  const entries: (readonly [Expression, Expression])[] = [];
  scanner.skipSpace();
  if (scanner.next() !== "}") {
    do {
      const key = parseParameter(scanner, false);
      scanner.expect(":", "a key");
      entries.push([key, parseParameter(scanner, false)]);
    } while (scanner.takeText(","));
  }
  scanner.expect("}", "a map");
  return { kind: "map", entries, start, end: scanner.place };
}

function found(scanner: Scanner): string {
  return scanner.isAtEnd ? " before the template ends" : ` before \`${scanner.next()}\``;
}
