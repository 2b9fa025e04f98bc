import type { Schema } from "../../schema/schema.js";
import { canonical } from "../same-value.js";

export interface MatchedMembers {
  readonly pairs: readonly (readonly [older: Schema, newer: Schema])[];
  readonly added: readonly Schema[];
  readonly removed: readonly Schema[];
}

/**
 * Which schemas of two lists, whose order means nothing, are the same one: what refers to the same
 * place, what says the same, and the last one that is left on either side.
 */
export function matchMembers(older: readonly Schema[], newer: readonly Schema[]): MatchedMembers {
  const waiting = new Map<string, Schema[]>();
  for (const each of older) {
    const key = keyOf(each);
    waiting.set(key, [...(waiting.get(key) ?? []), each]);
  }
  const added: Schema[] = [];
  const pairs = newer.flatMap((each): MatchedMembers["pairs"] => {
    const was = waiting.get(keyOf(each))?.shift();
    if (was === undefined) added.push(each);
    return was === undefined ? [] : [[was, each]];
  });
  const removed = [...waiting.values()].flat();
  const [was, ...others] = removed;
  const [is, ...more] = added;
  if (was === undefined || is === undefined || others.length + more.length > 0) {
    return { pairs, added, removed };
  }
  return { pairs: [...pairs, [was, is]], added: [], removed: [] };
}

/** The file's name tells revisions apart, not schemas. */
function keyOf(schema: Schema): string {
  if (schema.kind === "value") return canonical(schema);
  return schema.schema.slice(schema.schema.indexOf("#"));
}
