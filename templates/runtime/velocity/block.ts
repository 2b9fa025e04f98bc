import { boundedText } from "./bounds.js";
import { work } from "./work.js";
import { Native } from "./value.js";

/** Velocity's own bound for blocks that print themselves. */
const MAX_DEPTH = 20;

/** What `#define` made: rendered wherever it is printed, with the values of that moment. */
export class Block extends Native {
  readonly #render: () => string;
  /** The reference, which is printed where a block would print itself without end. */
  readonly #written: string;
  #depth = 0;

  constructor(written: string, render: () => string) {
    super();
    this.#written = written;
    this.#render = render;
  }

  override toString(): string {
    if (this.#depth >= MAX_DEPTH) return this.#written;
    work();
    this.#depth += 1;
    try {
      return boundedText(this.#render());
    } finally {
      this.#depth -= 1;
    }
  }
}
