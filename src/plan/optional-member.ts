import type { Code, Member } from "../code/code-kit.js";

/** A member of an object, if it is wanted. */
export function optional(wanted: boolean, label: Code, value: () => Code): Member[] {
  return wanted ? [[label, value()]] : [];
}
