import type { Identifier } from "../code/code-kit.js";
import { withHash } from "../code/code-kit.js";

/** Something of the document that needs a name in the generated code. */
export interface Element {
  /** What it is in the document, unique among its kind: what a collision's suffix is made from. */
  readonly element: string;
  /** The name that a person would give it. */
  readonly wanted: Identifier;
  /** Whether the document itself uses this very name for it. */
  readonly exact: boolean;
}

/**
 * Names elements by themselves alone, so that one more of them renames none of the others. Where
 * several want one name (files differ in more than upper and lower case), the one that is called so
 * keeps it, and each other takes a suffix that is a hash of what it is. So does what wants a name of
 * `reserved`.
 */
export function assignNames(
  elements: readonly Element[],
  reserved: ReadonlySet<string>,
): ReadonlyMap<string, Identifier> {
  const lower = new Set([...reserved].map((each) => each.toLowerCase()));
  const byWanted = new Map<string, Element[]>();
  for (const element of elements) {
    const key = element.wanted.toLowerCase();
    byWanted.set(key, [...(byWanted.get(key) ?? []), element]);
  }
  const names = new Map<string, Identifier>();
  for (const [key, rivals] of byWanted) {
    const exact = rivals.filter((rival) => rival.exact);
    const keeper = rivals.length === 1 ? rivals[0] : exact.length === 1 ? exact[0] : undefined;
    for (const rival of rivals) {
      const free = rival === keeper && !lower.has(key);
      names.set(rival.element, free ? rival.wanted : withHash(rival.wanted, rival.element));
    }
  }
  return names;
}
