import type { Position } from "./sources.js";

/** Where the lines of a text begin; LF, CRLF and a lone CR all end a line, as in YAML. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (const end of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(end.index + end[0].length);
  }

  get count(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const inside = Math.min(Math.max(offset, 0), this.#text.length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: inside - (this.#starts[low] ?? 0) + 1 };
  }

  /** Where a place is, in UTF-16 units from the start. */
  offset({ line, column }: Position): number {
    return (this.#starts[line - 1] ?? this.#text.length) + column - 1;
  }

  /** The text of a line, counted from 1, without its end; undefined when there is no such line. */
  line(number: number): string | undefined {
    const start = this.#starts[number - 1];
    if (start === undefined) return undefined;
    const end = this.#starts[number] ?? this.#text.length;
    return this.#text.slice(start, end).replace(/(\r\n|\n|\r)$/, "");
  }
}
