import type { Cursor } from "../../load/cursor.js";

/** A path of the document, and what stands there or where its reference leads to. */
export interface PathItem {
  /** The value whose key is the path. */
  readonly entry: Cursor;
  readonly item: Cursor;
}

/** The paths of a document; references that lead nowhere are reported, and are none. */
export function pathItems(root: Cursor): readonly PathItem[] {
  return root.entriesAt("paths").flatMap(([key, entry]): PathItem[] => {
    const item = key.startsWith("x-") ? undefined : entry.follow();
    return item === undefined ? [] : [{ entry, item }];
  });
}
