import type { SchemaReference } from "../schema/schema.js";

/** What says where something stands, or what people read of it, and not what it does. */
const UNSEEN = new Set(["at", "description"]);

/** A value of the model as text: equal for values that do the same. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (key, member: unknown) => {
      if (UNSEEN.has(key)) return undefined;
      if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
      if ("kind" in member && member.kind === "reference")
        return placeOf((member as SchemaReference).schema);
      const entries = Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(entries);
    }) ?? ""
  );
}

/**
 * The place of a schema by its id. The name of its file may tell revisions apart, not schemas, but for
 * one that is a file of its own.
 */
export function placeOf(id: string): string {
  const [file = "", pointer = ""] = id.split(/#(.*)/s);
  return pointer === "" ? file.slice(file.lastIndexOf("/") + 1) : pointer;
}

/** Whether two values of the model do the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}
