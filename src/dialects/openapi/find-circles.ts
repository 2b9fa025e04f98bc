/** The nodes by which a way from `starts` comes back to a node that it went through. */
export function findCircles(
  starts: readonly string[],
  next: (node: string) => readonly string[],
): readonly string[] {
  const circles = new Set<string>();
  const done = new Set<string>();
  const way = new Set<string>();
  // Not by recursion: a hostile document has ways of any length.
  const stack = starts.map((node) => ({ node, isWayBack: false }));
  for (let here = stack.pop(); here !== undefined; here = stack.pop()) {
    const { node, isWayBack } = here;
    if (isWayBack) {
      way.delete(node);
      done.add(node);
    } else if (way.has(node)) circles.add(node);
    else if (!done.has(node)) {
      way.add(node);
      stack.push({ node, isWayBack: true });
      stack.push(...next(node).map((each) => ({ node: each, isWayBack: false })));
    }
  }
  return [...circles];
}
