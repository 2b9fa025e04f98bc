import type { Reporter } from "../diagnostics/reporter.js";
import { MAX_REPEATS } from "./limits.js";
import type { DuplicateKey, TextNode } from "./text-tree.js";

/**
 * Reports keys that stand twice, each at its second place with the first beside it. Where what is
 * written after both is the same, nothing is lost.
 */
export function reportDuplicates(
  duplicates: readonly DuplicateKey[],
  text: string,
  file: string,
  reporter: Reporter,
): void {
  const written = ({ start, end }: TextNode) => text.slice(start, end).trim();
  for (const { pointer, key, first, second } of duplicates.slice(0, MAX_REPEATS)) {
    const at = (node: TextNode) =>
      ({ file, pointer, on: "key", offset: node.key ?? node.start }) as const;
    const related = [{ at: at(first), message: "it stands here first" }];
    // What an alias stands for may have changed in between.
    const isSame = written(first) === written(second) && !written(first).includes("*");
    reporter.report(isSame ? "repeated-key" : "duplicate-key", at(second), { key }, related);
  }
}
