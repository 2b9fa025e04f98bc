/**
 * A JSONPath of members and indexes, without its `$`: `pets[0].name`, `['odd key']`. Undefined for
 * anything else JSONPath has (wildcards, filters, slices, `..`).
 */
export function parseJsonPath(path: string): readonly (string | number)[] | undefined {
  const keys: (string | number)[] = [];
  const step = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^'\\]*)'\]|\["([^"\\]*)"\]/y;
  while (step.lastIndex < path.length) {
    const first = step.lastIndex === 0;
    const match = step.exec(path);
    // Members behind the first one have a dot in front, and the first one has none.
    if (match === null || (match[1] !== undefined && match[0].startsWith(".") === first)) {
      return undefined;
    }
    const [, member, index, single, double] = match;
    keys.push(index === undefined ? (member ?? single ?? double ?? "") : Number(index));
  }
  return keys;
}
