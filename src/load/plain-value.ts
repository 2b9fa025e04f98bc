import type { Cursor } from "./cursor.js";

/** A value with all that is in it, as JSON; undefined where only a deploy would decide some of it. */
export function plainValue(cursor: Cursor): unknown {
  if (cursor.isArray) {
    const items = cursor.items().map(plainValue);
    return items.includes(undefined) ? undefined : items;
  }
  if (cursor.isObject) {
    const members = cursor.entries().map(([key, member]) => [key, plainValue(member)] as const);
    const isOpen = members.some(([, member]) => member === undefined);
    return isOpen ? undefined : Object.fromEntries(members);
  }
  return typeof cursor.value === "object" && cursor.value !== null ? undefined : cursor.value;
}
