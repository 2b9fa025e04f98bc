import { childPointer, pointerKeys } from "./json-pointer.js";

/** Where a value stands in its text. Offsets are in characters; `end` is the first one after it. */
export interface TextNode {
  readonly start: number;
  readonly end: number;
  /** Where the key of this value begins, if it has one. */
  readonly key?: number | undefined;
  /** Members by key, items by index. A YAML alias shares the children of what it stands for. */
  readonly children: ReadonlyMap<string, TextNode>;
}

/** A key that stands more than once in one object. */
export interface DuplicateKey {
  readonly pointer: string;
  readonly key: string;
  readonly first: TextNode;
  readonly second: TextNode;
}

export interface TextTree {
  readonly root: TextNode;
  readonly duplicates: readonly DuplicateKey[];
}

/** The node at a pointer, or its nearest ancestor that stands in the text. */
export function nearestNode(root: TextNode, pointer: string): TextNode {
  let node = root;
  for (const key of pointerKeys(pointer) ?? []) {
    const child = node.children.get(key);
    if (!child) return node;
    node = child;
  }
  return node;
}

/** A node while its text is being read. */
export interface OpenNode extends TextNode {
  end: number;
  readonly children: Map<string, TextNode>;
  readonly list: boolean;
  /** The member of the parent that this is; undefined at the root. */
  readonly name: string | undefined;
}

/** The pointer to the innermost of nested nodes. */
export function openPointer(open: readonly OpenNode[]): string {
  return open.reduce(
    (pointer, { name }) => (name === undefined ? pointer : childPointer(pointer, name)),
    "",
  );
}
