import { TemplateSyntaxError } from "./template-syntax-error.js";

/** How deep templates may nest: their parser calls itself, and so does whoever reads their tree. */
const MAX_NESTING = 200;

/** How many operators one expression may have, since its tree is as deep as they are many. */
const MAX_OPERATORS = 500;

/** A place in a template's text that moves on. */
export class Scanner {
  at = 0;
  /** The macros that the text has defined so far. */
  readonly macros = new Set<string>();
  #depth: number;
  #operators = 0;

  /**
   * @param offset where the text begins in the template, when it is a text within it
   * @param depth how many levels are around it
   */
  constructor(
    readonly text: string,
    readonly offset = 0,
    depth = 0,
  ) {
    this.#depth = depth;
  }

  get depth(): number {
    return this.#depth;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The offset in the template of what comes next. */
  get place(): number {
    return this.offset + this.at;
  }

  next(): string {
    return this.text.charAt(this.at);
  }

  /** What the sticky `pattern` matches here; the scanner stays where it is. */
  look(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  /** The same, and moves behind it. */
  take(pattern: RegExp): RegExpExecArray | null {
    const match = this.look(pattern);
    if (match !== null) this.at += match[0].length;
    return match;
  }

  takeText(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** Spaces, tabs and line ends, which mean nothing between the tokens of a directive. */
  skipSpace(): void {
    this.take(/[ \t\r\n]*/y);
  }

  /** Takes `text`, or says that it is missing after `what`. */
  expect(text: string, what: string): void {
    if (!this.takeText(text)) this.fail(`\`${text}\` is missing after ${what}`);
  }

  fail(message: string, place = this.place): never {
    throw new TemplateSyntaxError(message, place);
  }

  /** Begins an expression that is part of no other. */
  beginExpression(): void {
    this.#operators = 0;
  }

  countOperator(): void {
    this.#operators += 1;
    if (this.#operators > MAX_OPERATORS) {
      this.fail(`an expression has more than ${MAX_OPERATORS} operators`);
    }
  }

  /** Runs `parse` one level further in. */
  nested<Result>(parse: () => Result): Result {
    if (this.#depth === MAX_NESTING) this.fail(`it is nested more than ${MAX_NESTING} levels deep`);
    this.#depth += 1;
    const result = parse();
    this.#depth -= 1;
    return result;
  }
}
