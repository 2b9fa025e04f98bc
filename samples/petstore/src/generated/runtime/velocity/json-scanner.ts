import { unescapeJson } from "./unescape-json.js";
import { UnparsableJson } from "./unparsable-json.js";

export const QUOTE = 34;
export const APOSTROPHE = 39;
const BACKSLASH = 92;

/** Where a text of JSON is being read, and what takes its characters. */
export class JsonScanner {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The code of the next character, NaN at the end. */
  get next(): number {
    return this.#text.charCodeAt(this.at);
  }

  /** The code of what comes next but space. */
  afterSpace(): number {
    let code = this.next;
    while (code <= 32) {
      this.at += 1;
      code = this.next;
    }
    return code;
  }

  /** A text in quotes of either kind. */
  quoted(quote: number): string {
    const start = this.at + 1;
    const end = this.#text.indexOf(quote === QUOTE ? '"' : "'", start);
    const plain = this.#text.slice(start, end);
    if (end !== -1 && !plain.includes("\\")) {
      this.at = end + 1;
      return plain;
    }
    for (let at = start; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === BACKSLASH) at += 1;
      else if (code === quote) {
        this.at = at + 1;
        return unescapeJson(this.#text.slice(start, at));
      }
    }
    throw this.unexpected();
  }

  /** A text in no quotes, up to either of two characters. */
  bare(end: number, orEnd: number): string {
    const start = this.at;
    let code = this.next;
    while (code !== end && code !== orEnd && !Number.isNaN(code)) {
      this.at += 1;
      code = this.next;
    }
    return this.#text.slice(start, this.at).trimEnd();
  }

  rest(): string {
    return this.#text.slice(this.at).trimEnd();
  }

  unexpected(): UnparsableJson {
    const ended = this.at >= this.#text.length;
    return new UnparsableJson(ended ? "not complete" : "something unexpected", this.at);
  }
}
