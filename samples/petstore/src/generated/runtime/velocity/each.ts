import { Native, type Value } from "./value.js";
import { work } from "./work.js";

/** Amazon's: a loop ends after this many turns, without a word. */
const MAX_TURNS = 1000;

/** A turn of a loop: `$foreach`. */
export class Loop extends Native {
  constructor(
    readonly item: Value,
    readonly index: number,
    readonly hasNext: boolean,
    readonly parent: Loop | null,
  ) {
    super();
  }

  get count(): number {
    return this.index + 1;
  }

  get first(): boolean {
    return this.index === 0;
  }

  get last(): boolean {
    return !this.hasNext;
  }

  override property(name: string): Value | undefined {
    switch (name) {
      case "index":
        return this.index;
      case "count":
        return this.count;
      case "hasNext":
        return this.hasNext;
      case "first":
        return this.first;
      case "last":
        return this.last;
      case "parent":
        return this.parent;
      default:
        return undefined;
    }
  }
}

/** What the variables of a loop are before it, which has them again after it. */
export interface LoopState {
  readonly item: Value;
  readonly turn: Loop | null;
}

/** The turns of `#foreach` over a list, or the values of a map; anything else has none. */
export function each(list: Value, parent: Loop | null = null): Iterable<Loop> {
  const items = list instanceof Map ? [...list.values()] : list;
  return new Turns(Array.isArray(items) ? items : [], parent);
}

/** A class rather than a generator: V8 can do without its objects, as it inlines `next`. */
class Turns implements Iterator<Loop> {
  #index = 0;

  constructor(
    readonly items: readonly Value[],
    readonly parent: Loop | null,
  ) {}

  [Symbol.iterator](): Iterator<Loop> {
    return this;
  }

  next(): IteratorResult<Loop, undefined> {
    const { items } = this;
    const index = this.#index;
    if (index >= items.length || index >= MAX_TURNS) return { done: true, value: undefined };
    work();
    this.#index = index + 1;
    const value = new Loop(items[index] ?? null, index, index + 1 < items.length, this.parent);
    return { done: false, value };
  }
}
