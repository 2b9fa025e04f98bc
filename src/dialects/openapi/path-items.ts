import type { Cursor } from "../../load/cursor.js";

/** A path of the document, and what stands there or where its reference leads to. */
export interface PathItem {
  /** The value whose key is the path. */
  readonly entry: Cursor;
  readonly item: Cursor;
}

/** The paths of a document; references that lead nowhere are reported, and are none. */
export function pathItems(root: Cursor): readonly PathItem[] {
  return itemsOf(pathEntries(root));
}

/** The values of a document whose keys are its paths. */
export function pathEntries(root: Cursor): readonly Cursor[] {
  return root.entriesAt("paths").flatMap(([key, entry]) => (key.startsWith("x-") ? [] : entry));
}

/** What stands at some of these. */
export function itemsOf(entries: readonly Cursor[]): readonly PathItem[] {
  return entries.flatMap((entry): PathItem[] => {
    const item = entry.follow();
    return item === undefined ? [] : [{ entry, item }];
  });
}
