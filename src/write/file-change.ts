/**
 * What becomes of a file. `merged` has changes of its user's and of the generator's, `conflict` those of
 * both in the same place; `kept` is its user's.
 */
export type Change =
  "created" | "updated" | "merged" | "conflict" | "removed" | "unchanged" | "kept";

/** Why a file is not as it should be. */
export type Reason =
  "spec changed" | "options changed" | "tool changed" | "hand edit" | "missing" | "extra";

/** A file of the project in one run. */
export interface FileChange {
  /** Below the project's folder, with `/`. */
  readonly path: string;
  readonly change: Change;
  /** Empty where nothing changes. */
  readonly reasons: readonly Reason[];
  /** The text before, where there was one and it changes. */
  readonly before?: string;
  /** The text from now on, where it changes. */
  readonly after?: string;
}

/** Whether the file is not as it should be. */
export function isStale({ reasons }: FileChange): boolean {
  return reasons.length > 0;
}

/** Whether a run changes the file. */
export function isTouched({ change }: FileChange): boolean {
  return change !== "unchanged" && change !== "kept";
}
