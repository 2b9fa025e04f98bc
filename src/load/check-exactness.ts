import type { Reporter } from "../diagnostics/reporter.js";
import { MAX_REPEATS } from "./limits.js";
import { nearestNode, type TextNode } from "./text-tree.js";

/**
 * Reports whole numbers that are not the ones that were written, unless JavaScript writes them the
 * same way.
 */
export function checkExactness(
  text: string,
  root: TextNode,
  pointers: readonly string[],
  file: string,
  reporter: Reporter,
): void {
  for (const pointer of pointers.slice(0, MAX_REPEATS)) {
    const { start, end } = nearestNode(root, pointer);
    const written = text.slice(start, end);
    if (!/^[-+]?\d{16,400}$/.test(written)) continue;
    const read = BigInt(Number(written)).toString();
    const isSame = read === written.replace("+", "") || String(Number(written)) === written;
    if (!isSame) {
      reporter.report("number-not-exact", { file, pointer }, { written, read });
    }
  }
}
