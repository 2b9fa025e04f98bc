import { TemplateError } from "./template-error.js";
import { Native, type Value } from "./value.js";

/** What `iterator()` answers: `hasNext()` and `next()`. It is also what a loop may go through. */
export class ListIterator extends Native {
  #next = 0;

  constructor(readonly list: readonly Value[]) {
    super();
  }

  override call(name: string, args: readonly Value[]): Value | undefined {
    if (args.length > 0) return undefined;
    if (name === "hasNext") return this.#next < this.list.length;
    return name === "next" ? this.next() : undefined;
  }

  next(): Value {
    const item = this.list[this.#next];
    if (item === undefined) throw new TemplateError("a template reads beyond the end of a list");
    this.#next += 1;
    return item;
  }
}
