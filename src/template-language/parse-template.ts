import { MAX_TEMPLATE } from "./limits.js";
import { parseExpression } from "./parse-expression.js";
import { parseDirective } from "./parse-directive.js";
import { parseReference, type WrittenReference } from "./parse-reference.js";
import { Scanner } from "./scanner.js";
import type { Branch, Statement, Template } from "./syntax-tree.js";
import { TemplateSyntaxError } from "./template-syntax-error.js";

/** What follows the name of a directive that ends a line: it takes the line end with it. */
export const REST_OF_LINE = /[ \t]*(?:\r\n|\n|\r)|/y;

/** Velocity takes the space before `#set` only where a text begins with it. */
const SET = /[ \t]*#(?:set|\{set\}) *\(/y;

/** Words that are not longer than the directive's own. */
const CONTROL = /#(?:(if|elseif|else|end|stop)(?![\w@])|\{(if|elseif|else|end|stop)\})/y;

const TEXT = /[^$#\\]+/y;

/**
 * Parses a mapping template by the grammar of Velocity 1.7, which Amazon runs: what its tokens make
 * of a text, where its white space goes, what is text although it looks like a directive.
 * @throws TemplateSyntaxError where Velocity finds that it is none
 */
export function parseTemplate(text: string): Template {
  if (text.length > MAX_TEMPLATE) {
    throw new TemplateSyntaxError(`it is longer than ${MAX_TEMPLATE} characters`, 0);
  }
  return parseTemplateText(text, 0, 0);
}

/** A text within a template, which begins at `offset` in it, `depth` levels deep. */
export function parseTemplateText(text: string, offset: number, depth: number): Template {
  const scanner = new Scanner(text, offset, depth);
  const statements = parseStatements(scanner);
  if (!scanner.isAtEnd) {
    const [directive = ""] = scanner.look(CONTROL) ?? [];
    scanner.fail(`\`${directive}\` has nothing that it belongs to`);
  }
  return statements;
}

/** The statements up to the end, or up to an `#else`, `#elseif` or `#end`, which is not taken. */
export function parseStatements(scanner: Scanner): Template {
  const statements: Statement[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") statements.push({ kind: "text", text });
    text = "";
  };
  while (!scanner.isAtEnd) {
    const start = scanner.place;
    if (scanner.take(SET) !== null) {
      flush();
      statements.push(parseSet(scanner, start));
      continue;
    }
    const plain = scanner.take(TEXT);
    if (plain !== null) {
      text += plain[0];
      continue;
    }
    if (isAtDollar(scanner)) {
      const found = parseReference(scanner);
      const printed = found === undefined ? dollarText(scanner) : printedReference(found, scanner);
      text += printed.before;
      if (printed.statement !== undefined) {
        flush();
        statements.push(printed.statement);
      }
      text += printed.after;
      continue;
    }
    if (scanner.next() === "\\") {
      text += backslashes(scanner);
      continue;
    }
    const control = scanner.look(CONTROL);
    const word = control?.[1] ?? control?.[2];
    if (word === "else" || word === "elseif" || word === "end") break;
    if (control !== null) scanner.at += control[0].length;
    if (word === "if" || word === "stop") {
      flush();
      statements.push(
        word === "if" ? parseIf(scanner, start) : { kind: "stop", start, end: scanner.place },
      );
      continue;
    }
    const found = parseComment(scanner) ?? parseDirective(scanner);
    if (typeof found === "string") text += found;
    else {
      flush();
      statements.push(found);
    }
  }
  flush();
  return statements;
}

function isAtDollar(scanner: Scanner): boolean {
  return scanner.look(/\\*\$/y) !== null;
}

interface Printed {
  readonly before: string;
  readonly statement?: Statement;
  readonly after: string;
}

/** A `$` that begins no reference. */
function dollarText(scanner: Scanner): Printed {
  const [text = ""] = scanner.take(/\\*\$(?:\\*!)?/y) ?? [];
  if (scanner.isAtEnd) scanner.fail("a `$` is the last character", scanner.place - 1);
  return { before: text, after: "" };
}

/** An odd backslash makes a reference text; of the others, half are printed. */
function printedReference(found: WrittenReference, scanner: Scanner): Printed {
  const { reference, backslashes: count, quietBackslashes, isFormal } = found;
  const { start, end } = reference;
  const before = "\\".repeat(Math.floor(count / 2));
  const written = scanner.text.slice(start - scanner.offset, end - scanner.offset);
  if (quietBackslashes > 0) return { before: before + written.replace("\\", ""), after: "" };
  if (count % 2 === 1) return { before: before + written, after: "" };
  const statement = { kind: "print", reference, start, end } as const;
  return { before, statement, after: isFormal ? "" : bareBraces(scanner) };
}

/** `{name}` right behind a reference is one without a `$` to Velocity, and prints its brace alone. */
function bareBraces(scanner: Scanner): string {
  const found = scanner.take(/\{[A-Za-z_][\w-]*(\}?)/y);
  if (found === null) return "";
  if (found[1] === "") scanner.fail("`}` is missing: a name in braces follows a reference");
  return "{";
}

/** Directives whose names mean something behind a backslash. */
const ESCAPED = /(\\*)\\(#(?:(\w+)|\{(\w+)\}))/y;

const DIRECTIVES = new Set([
  "if",
  "elseif",
  "else",
  "end",
  "set",
  "stop",
  "foreach",
  "break",
  "define",
  "macro",
]);

/** Backslashes that no `$` follows: before a directive's name, half of them are printed. */
function backslashes(scanner: Scanner): string {
  const [run = ""] = scanner.look(/\\+/y) ?? [];
  const escaped = scanner.look(ESCAPED);
  const name = escaped?.[3] ?? escaped?.[4] ?? "";
  const isDirective = DIRECTIVES.has(name) || scanner.macros.has(name);
  if (escaped !== null && run.length % 2 === 1) {
    scanner.at += escaped[0].length;
    return isDirective ? run.slice(0, Math.floor(run.length / 2)) + (escaped[2] ?? "") : escaped[0];
  }
  scanner.at += run.length;
  return escaped !== null && isDirective ? run.slice(0, run.length / 2) : run;
}

/** What a comment or a block of plain text prints; undefined if none begins here. */
function parseComment(scanner: Scanner): string | undefined {
  const start = scanner.place;
  if (scanner.take(/##[^\r\n]*(?:\r\n|\n|\r)?/y) !== null) return "";
  if (scanner.take(/#\*[^]*?\*#/y) !== null) return "";
  const raw = scanner.take(/#\[\[([^]*?)\]\]#/y);
  if (raw !== null) return raw[1] ?? "";
  if (scanner.look(/#(?:\*|\[\[)/y) !== null) scanner.fail("it has no end", start);
  return undefined;
}

function parseSet(scanner: Scanner, start: number): Statement {
  scanner.skipSpace();
  const target = parseReference(scanner)?.reference ?? scanner.fail("`#set` sets a reference");
  scanner.skipSpace();
  if (scanner.look(/==/y) !== null) scanner.fail("`=` is missing after the reference");
  scanner.expect("=", "the reference");
  const value = parseExpression(scanner);
  scanner.expect(")", "the value");
  const end = scanner.place;
  scanner.take(REST_OF_LINE);
  return { kind: "set", target, value, start, end };
}

function parseIf(scanner: Scanner, start: number): Statement {
  const branches: Branch[] = [parseBranch(scanner, start, "#if")];
  let otherwise: Template = [];
  for (;;) {
    const place = scanner.place;
    const control = scanner.take(CONTROL);
    const word = control?.[1] ?? control?.[2];
    if (word === "elseif") branches.push(parseBranch(scanner, place, "#elseif"));
    else if (word === "else") {
      scanner.take(REST_OF_LINE);
      otherwise = scanner.nested(() => parseStatements(scanner));
      const [end] = scanner.take(/#(?:end(?![\w@])|\{end\})/y) ?? [];
      if (end === undefined) scanner.fail("an `#if` has no `#end`", start);
      break;
    } else if (word === "end") break;
    else scanner.fail("an `#if` has no `#end`", start);
  }
  const end = scanner.place;
  scanner.take(REST_OF_LINE);
  return { kind: "if", branches, otherwise, start, end };
}

function parseBranch(scanner: Scanner, start: number, directive: string): Branch {
  scanner.skipSpace();
  scanner.expect("(", directive);
  const condition = parseExpression(scanner);
  scanner.expect(")", `the condition of ${directive}`);
  const end = scanner.place;
  scanner.take(REST_OF_LINE);
  return { condition, body: scanner.nested(() => parseStatements(scanner)), start, end };
}
