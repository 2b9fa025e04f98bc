import type { Location } from "../diagnostics/diagnostic.js";
import { LineIndex } from "../diagnostics/line-index.js";
import type { Position, Sources } from "../diagnostics/sources.js";
import { nearestNode, type TextNode } from "../load/text-tree.js";

/** The text of a config, for its problems to point into. */
export class ConfigSource implements Sources {
  readonly entry: string;
  readonly #text: string | undefined;
  readonly #tree: TextNode | undefined;

  /**
   * @param text undefined when it could not be read
   * @param tree where its values stand, if that is known
   */
  constructor(file: string, text: string | undefined, tree: TextNode | undefined) {
    this.entry = file;
    this.#text = text;
    this.#tree = tree;
  }

  locate({ pointer, on, offset }: Location): Position | undefined {
    if (this.#text === undefined) return undefined;
    const node = this.#tree && nearestNode(this.#tree, pointer);
    const found = on === "key" ? (node?.key ?? node?.start) : node?.start;
    return new LineIndex(this.#text).position(offset ?? found ?? 0);
  }

  text(): string | undefined {
    return this.#text;
  }
}
