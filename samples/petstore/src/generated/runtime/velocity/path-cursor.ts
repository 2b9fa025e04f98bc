import { JsonPathError } from "./json-path-error.js";

/** Brackets within each other. Each costs the stack, and a template may take a path from a request. */
const MAX_DEPTH = 32;

/** Where a JSONPath is being read. */
export class PathCursor {
  #depth = 0;

  constructor(
    readonly text: string,
    public at: number,
  ) {}

  get next(): string {
    return this.text.charAt(this.at);
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  fail(reason: string): JsonPathError {
    return new JsonPathError(reason, this.at);
  }

  /** @param pattern a sticky one */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text)?.[0];
    this.at += match?.length ?? 0;
    return match;
  }

  space(): void {
    while (!this.ended && this.text.charCodeAt(this.at) <= 32) this.at += 1;
  }

  /** Goes past a token if it comes next, maybe after spaces. */
  takes(token: string): boolean {
    this.space();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.takes(token)) throw this.fail(`expected ${token}`);
  }

  /** What `read` reads between two brackets. */
  within<T>(open: string, close: string, read: () => T): T {
    this.expect(open);
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.fail("nested too deeply");
    const content = read();
    this.expect(close);
    this.#depth -= 1;
    return content;
  }

  /** A text from one delimiter to the next, in which a backslash stands before what it is not to end. */
  delimited(): string {
    const start = this.at;
    const delimiter = this.next;
    for (this.at += 1; !this.ended; this.at += 1) {
      if (this.next === "\\") this.at += 1;
      else if (this.next === delimiter) {
        this.at += 1;
        return this.text.slice(start + 1, this.at - 1);
      }
    }
    this.at = start;
    throw this.fail("a text that is not closed");
  }

  quoted(): string {
    return this.delimited().replace(/\\([^])/g, "$1");
  }

  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.takes(",")) items.push(item());
    return items;
  }
}
