import type { Schema } from "../../schema/schema.js";
import { canonical, placeOf } from "../same-value.js";

export interface MatchedMembers {
  readonly pairs: readonly (readonly [older: Schema, newer: Schema])[];
  readonly added: readonly Schema[];
  readonly removed: readonly Schema[];
}

/**
 * Which schemas of two lists, whose order means nothing, are the same one: what refers to the same
 * place, what says the same, and what is left where that is as many on either side.
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
  if (removed.length !== added.length) return { pairs, added, removed };
  const left = removed.flatMap((each, index): MatchedMembers["pairs"] => {
    const now = added[index];
    return now === undefined ? [] : [[each, now]];
  });
  return { pairs: [...pairs, ...left], added: [], removed: [] };
}

function keyOf(schema: Schema): string {
  return schema.kind === "value" ? canonical(schema) : placeOf(schema.schema);
}
