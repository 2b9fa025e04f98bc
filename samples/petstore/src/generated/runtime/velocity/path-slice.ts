import type { Value } from "./value.js";

/**
 * The items of a list from one index up to another. Jayway counts from the first to the second, however
 * they are meant: `[-3:-1]` has two items, but `[1:-1]` has none.
 */
export function sliceOf(
  list: readonly Value[],
  from: number | null,
  to: number | null,
): readonly Value[] {
  if (from === null || to === null) return list.slice(from ?? 0, to ?? undefined);
  const items: Value[] = [];
  const end = Math.min(to, list.length);
  for (let index = Math.max(from, -list.length); index < end; index += 1) {
    items.push(list.at(index) ?? null);
  }
  return items;
}
