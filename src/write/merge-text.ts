import { diff3Merge } from "node-diff3";

/** A file that both its user and the generator changed. */
export interface Merged {
  readonly text: string;
  /** What only a person can decide, from the start of the file. */
  readonly conflicts: readonly MergeConflict[];
}

export interface MergeConflict {
  /** Where it is, in characters. */
  readonly offset: number;
  /** What was done about it, where the text does not show that. */
  readonly kept?: string;
}

/** Both sides of a conflict stand between these, as git has them. */
const YOURS = "<<<<<<< yours";
const BETWEEN = "=======";
const GENERATED = ">>>>>>> generated";

type Region =
  | { readonly ok: readonly string[] }
  | { readonly conflict: { readonly a: readonly string[]; readonly b: readonly string[] } };

/**
 * Merges two changes of the same text, line by line. Where they meet, both stay, between markers.
 * @param yours the text as its user has it
 * @param base what both were made from
 * @param generated the text as it would be generated now
 */
export function mergeText(yours: string, base: string, generated: string): Merged {
  const regions = diff3Merge(yours.split("\n"), base.split("\n"), generated.split("\n"), {
    excludeFalseConflicts: true,
  }) as readonly Region[];
  const lines: string[] = [];
  const conflicts: MergeConflict[] = [];
  for (const region of regions) {
    if ("ok" in region) {
      lines.push(...region.ok);
    } else {
      conflicts.push({ offset: lines.reduce((length, line) => length + line.length + 1, 0) });
      lines.push(YOURS, ...region.conflict.a, BETWEEN, ...region.conflict.b, GENERATED);
    }
  }
  return { text: lines.join("\n"), conflicts };
}
