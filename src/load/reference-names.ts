import type { Cursor } from "./cursor.js";

/** Knows values by names that are not their places in files. */
export interface ReferenceNames {
  /** Whether nothing has such a name. */
  readonly isEmpty: boolean;
  /** What a reference, which stands at `from`, names; undefined where nothing is called so. */
  find(from: Cursor, reference: string): Cursor | undefined;
  /** Whether a dynamic reference names one thing or another by the way that leads to it. */
  isDynamic(from: Cursor, reference: string): boolean;
}
