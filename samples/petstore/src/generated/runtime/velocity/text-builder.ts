import { checkTextLength } from "./bounds.js";

/** A text that grows; it throws as soon as it is too long, before the memory is used. */
export class TextBuilder {
  #length = 0;
  #parts: string[] = [];
  readonly #joined: string[] = [];

  get text(): string {
    return this.#joined.join("") + this.#parts.join("");
  }

  add(part: string): this {
    this.#length += part.length;
    checkTextLength(this.#length);
    this.#parts.push(part);
    // Many characters one by one would take far more memory than as a text.
    if (this.#parts.length === MOST_PARTS) {
      this.#joined.push(this.#parts.join(""));
      this.#parts = [];
    }
    return this;
  }
}

const MOST_PARTS = 1024;
