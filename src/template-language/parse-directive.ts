import { parseOperand } from "./parse-expression.js";
import { parseStatements, REST_OF_LINE } from "./parse-template.js";
import type { Scanner } from "./scanner.js";
import type { Expression, Statement, Template } from "./syntax-tree.js";

const WORD = /#(?:([A-Za-z_@][\w@]*)|\{([A-Za-z_][\w@]*)\})/y;

/** An argument of a directive: a value, or a bare word such as the `in` of `#foreach`. */
type Argument = Expression | { readonly kind: "word"; readonly word: string };

/**
 * What begins with a `#` here and is neither `#set`, `#if` nor a comment. What Velocity as Amazon
 * runs it does not know as a directive, macros above all, is printed as it is written.
 */
export function parseDirective(scanner: Scanner): Statement | string {
  const start = scanner.place;
  const from = scanner.at;
  const match = scanner.take(WORD);
  if (match === null) {
    scanner.at += 1;
    if (scanner.isAtEnd) scanner.fail("a `#` is the last character", start);
    return "#";
  }
  const name = match[1] ?? match[2] ?? "";
  const isBlock = name.startsWith("@");
  const args = parseArguments(scanner, name);
  const end = scanner.place;
  if (args !== undefined) scanner.take(REST_OF_LINE);
  switch (name) {
    case "foreach": {
      const { variable, list } = foreachArguments(args, scanner, start);
      return {
        kind: "foreach",
        variable,
        list,
        body: parseBlock(scanner, name, start),
        start,
        end,
      };
    }
    case "define": {
      const [target] = args ?? [];
      if (target?.kind !== "reference") scanner.fail("`#define` names a reference", start);
      const { name: defined } = target.reference;
      return { kind: "define", name: defined, body: parseBlock(scanner, name, start), start, end };
    }
    case "break": {
      const [loop] = args ?? [];
      return { kind: "break", loop: loop?.kind === "word" ? undefined : loop, start, end };
    }
    case "macro":
      scanner.macros.add(macroName(args, scanner, start));
      parseBlock(scanner, name, start);
      return "";
    default:
      if (isBlock && args !== undefined) parseBlock(scanner, name, start);
      return scanner.text.slice(from, scanner.at);
  }
}

/** What is in the parentheses; undefined if there are none, in which case nothing is taken. */
function parseArguments(scanner: Scanner, name: string): readonly Argument[] | undefined {
  if (scanner.take(/[ \t\r\n]*\(/y) === null) return undefined;
  return scanner.nested(() => {
    const args: Argument[] = [];
    for (;;) {
      scanner.skipSpace();
      if (scanner.takeText(")")) return args;
      if (scanner.takeText(",")) scanner.skipSpace();
      const word = scanner.look(/[A-Za-z_@][\w@]*/y);
      const value = parseOperand(scanner);
      if (value !== undefined) args.push(value);
      else if (word !== null) {
        scanner.at += word[0].length;
        args.push({ kind: "word", word: word[0] });
      } else scanner.fail(`\`#${name}\` cannot take what stands here`);
    }
  });
}

function foreachArguments(
  args: readonly Argument[] | undefined,
  scanner: Scanner,
  start: number,
): { readonly variable: string; readonly list: Expression } {
  const [element, word, list] = args ?? [];
  if (
    element?.kind !== "reference" ||
    word?.kind !== "word" ||
    list === undefined ||
    list.kind === "word"
  ) {
    return scanner.fail("`#foreach` is written `#foreach($item in $list)`", start);
  }
  return { variable: element.reference.name, list };
}

function macroName(args: readonly Argument[] | undefined, scanner: Scanner, start: number): string {
  const [first, ...parameters] = args ?? [];
  if (first?.kind !== "word" || parameters.some(({ kind }) => kind !== "reference")) {
    return scanner.fail("`#macro` is written `#macro(name $parameter)`", start);
  }
  return first.word;
}

/** Statements up to an `#end`, which is taken with the line end behind it. */
function parseBlock(scanner: Scanner, name: string, start: number): Template {
  const body = scanner.nested(() => parseStatements(scanner));
  if (scanner.take(/#(?:end(?![\w@])|\{end\})/y) === null) {
    scanner.fail(`\`#${name}\` has no \`#end\``, start);
  }
  scanner.take(REST_OF_LINE);
  return body;
}
