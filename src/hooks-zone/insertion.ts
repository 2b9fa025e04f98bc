/** A text to be set into another one; of two at the same offset, the earlier comes first. */
export interface Insertion {
  /** Of the old text, in UTF-16 units. */
  readonly at: number;
  readonly text: string;
}

/** `text` with all of them. */
export function insert(text: string, insertions: readonly Insertion[]): string {
  let from = 0;
  const parts: string[] = [];
  for (const { at, text: added } of insertions.toSorted((a, b) => a.at - b.at)) {
    parts.push(text.slice(from, at), added);
    from = at;
  }
  return parts.join("") + text.slice(from);
}
