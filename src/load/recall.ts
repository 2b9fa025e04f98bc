import type { Cursor } from "./cursor.js";

/**
 * What `read` gives, who is spared reading what is as it was in the document before.
 * @param basis of the source's memory: what else the result depends on; undefined where there is none
 */
export function recall<Result>(
  holder: Cursor,
  basis: object | undefined,
  read: () => Result,
): Result {
  const { memory } = holder.source;
  if (memory === undefined || basis === undefined) return read();
  return memory.recall(basis, holder, read).result;
}
