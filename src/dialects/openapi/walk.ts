/** What a walk from node to node comes upon. */
export interface Walk {
  /** The nodes by which a way comes back to a node that it went through. */
  readonly circles: readonly string[];
  /** How many nodes the longest way from a node has, circles left out. */
  readonly lengths: ReadonlyMap<string, number>;
  /** How many ways there are from a node, to it and to others, circles left out. */
  readonly ways: ReadonlyMap<string, number>;
}

/** Walks all ways from `starts`. */
export function walk(starts: readonly string[], next: (node: string) => readonly string[]): Walk {
  const circles = new Set<string>();
  const lengths = new Map<string, number>();
  const ways = new Map<string, number>();
  const way = new Set<string>();
  // Not by recursion: a hostile document has ways of any length.
  const stack = starts.map((node) => ({ node, isWayBack: false }));
  for (let here = stack.pop(); here !== undefined; here = stack.pop()) {
    const { node, isWayBack } = here;
    if (isWayBack) {
      way.delete(node);
      const longest = next(node).reduce((most, each) => Math.max(most, lengths.get(each) ?? 0), 0);
      lengths.set(node, longest + 1);
      ways.set(
        node,
        next(node).reduce((sum, each) => sum + (ways.get(each) ?? 0), 1),
      );
    } else if (way.has(node)) circles.add(node);
    else if (!lengths.has(node)) {
      way.add(node);
      stack.push({ node, isWayBack: true });
      for (const each of next(node)) stack.push({ node: each, isWayBack: false });
    }
  }
  return { circles: [...circles], lengths, ways };
}
