import type { Reporter } from "../diagnostics/reporter.js";
import { MAX_REPEATS } from "./limits.js";
import type { DuplicateKey } from "./text-tree.js";

/** Reports keys that stand twice, each at its second place with the first beside it. */
export function reportDuplicates(
  duplicates: readonly DuplicateKey[],
  file: string,
  reporter: Reporter,
): void {
  for (const { pointer, key, first, second } of duplicates.slice(0, MAX_REPEATS)) {
    const at = (offset: number) => ({ file, pointer, on: "key", offset }) as const;
    const related = [{ at: at(first), message: "it stands here first" }];
    reporter.report("duplicate-key", at(second), { key }, related);
  }
}
