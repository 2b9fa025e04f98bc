/** What two lists have of one key: in either, or in both. */
export interface Pair<Item> {
  readonly key: string;
  readonly old: Item | undefined;
  readonly new: Item | undefined;
}

/** Pairs the items of two lists by a key, in the order of the new list, then what only the old one has. */
export function pairByKey<Item>(
  older: readonly Item[],
  newer: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Pair<Item>[] {
  const [was, is] = [older, newer].map((list) => new Map(list.map((each) => [keyOf(each), each])));
  return [...new Set([...(is?.keys() ?? []), ...(was?.keys() ?? [])])].map((key) => ({
    key,
    old: was?.get(key),
    new: is?.get(key),
  }));
}
