import { childPointer, pointerKeys } from "./json-pointer.js";

/** A place in a file. */
export interface Origin {
  /** The name that diagnostics use. */
  readonly file: string;
  readonly pointer: string;
}

interface OriginNode {
  /** Where this value was written; else it stands in the value around it. */
  from?: Origin;
  readonly children: Map<string, OriginNode>;
}

/** Where the parts of a value were written that was put together from several files. */
export class Origins {
  readonly #root: OriginNode & { from: Origin };

  /** @param file whose value it was to begin with */
  constructor(file: string) {
    this.#root = { from: { file, pointer: "" }, children: new Map() };
  }

  of(pointer: string): Origin {
    const { from, children } = this.#root;
    return children.size === 0 ? { ...from, pointer } : this.#origin(pointerKeys(pointer) ?? []);
  }

  /** What is at `keys` now was written elsewhere, with all that is in it. */
  replace(keys: readonly string[], from: Origin): void {
    const node = this.#node(keys);
    node.from = from;
    node.children.clear();
  }

  /** Of the list at `keys` only the items with these indices are left. */
  keepItems(keys: readonly string[], kept: readonly number[]): void {
    const { children } = this.#node(keys);
    const left = kept.map((index): OriginNode => {
      const key = String(index);
      const within = children.get(key)?.children ?? new Map<string, OriginNode>();
      return { from: this.#origin([...keys, key]), children: within };
    });
    children.clear();
    for (const [index, node] of left.entries()) children.set(String(index), node);
  }

  #origin(keys: readonly string[]): Origin {
    let node: OriginNode | undefined = this.#root;
    let origin = this.#root.from;
    for (const key of keys) {
      node = node?.children.get(key);
      const { file, pointer } = origin;
      origin = node?.from ?? { file, pointer: childPointer(pointer, key) };
    }
    return origin;
  }

  #node(keys: readonly string[]): OriginNode {
    return keys.reduce<OriginNode>((node, key) => {
      const child = node.children.get(key) ?? { children: new Map() };
      node.children.set(key, child);
      return child;
    }, this.#root);
  }
}
