import type { Cursor } from "../../load/cursor.js";

/** What the document calls itself; documents without `info` are common, and do no harm. */
export function readInfo(root: Cursor): { readonly title: string; readonly description: string } {
  const info = root.get("info");
  return {
    title: info?.proseAt("title") ?? "",
    description: info?.proseAt("description") ?? "",
  };
}
