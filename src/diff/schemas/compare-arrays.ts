import { compareSizes } from "./compare-scalars.js";
import type { Comparison } from "./comparison.js";

/** Compares what two schemas say of lists, but for how many items they have. */
export function compareArrays(comparison: Comparison): void {
  const { path } = comparison.context;
  const [was, is] = [comparison.older.array, comparison.newer.array];
  const length = Math.max(was.prefix.length, is.prefix.length);
  for (let index = 0; index < length; index += 1) {
    const [before, after] = [was, is].map(({ prefix, items }) => prefix[index] ?? items);
    comparison.compareOptional(before, after, `${path}[${index}]`);
  }
  comparison.compareOptional(was.items, is.items, `${path}[]`);
  comparison.compareOptional(was.unevaluated, is.unevaluated, `${path}[others]`);
  comparison.compareOptional(was.contains?.schema, is.contains?.schema, `${path}[one of]`);
  if (was.contains === undefined || is.contains === undefined) return;
  for (const { effect, says } of compareSizes(was.contains, is.contains, "such items")) {
    comparison.say(effect, says, { path: `${path}[one of]` });
  }
}
