import type { ChangeClass } from "./change.js";
import { isSame } from "./same-value.js";
import { showValue } from "./show-value.js";

/** How grave it is that a value became another one; undefined values are not set. */
export type Judge = (older: unknown, newer: unknown) => ChangeClass;

/** One thing to compare: what it is called, and what its change means. */
export interface Field {
  readonly says: string;
  readonly judge: Judge;
  /** What it is without being set, in words. */
  readonly unset?: string;
  /** Its value in words, where that is another one than usual. */
  readonly show?: (value: unknown) => string;
}

/** Whatever it becomes, somebody should look. */
export const risky: Judge = () => "risky";

export const breaking: Judge = () => "breaking";

export const safe: Judge = () => "safe";

/** A most that is allowed; not set, there is none, or the usual one, which is more. */
export const limit: Judge = (older, newer) =>
  Number(newer ?? Number.POSITIVE_INFINITY) < Number(older ?? Number.POSITIVE_INFINITY)
    ? "breaking"
    : "safe";

/** A list of what is taken: what is missing stops callers, what is new lets others in. */
export function taken(added: ChangeClass, { empty }: { empty: "any" | "none" }): Judge {
  return (older, newer) => {
    const [was, is] = [older, newer].map((list) => (list ?? []) as readonly unknown[]);
    const isAny = (list: readonly unknown[] = []) => empty === "any" && list.length === 0;
    const has = (list: readonly unknown[] = [], item: unknown) =>
      list.some((each) => isSame(each, item));
    if (isAny(is)) return added;
    if (isAny(was)) return "breaking";
    return was?.every((item) => has(is, item)) === true ? added : "breaking";
  };
}

/** A field that differs. */
export interface FieldChange {
  readonly field: string;
  readonly class: ChangeClass;
  readonly message: string;
}

/** The fields of a table that differ between two objects, either of which may lack them. */
export function compareFields(
  older: object,
  newer: object,
  table: Readonly<Record<string, Field>>,
): readonly FieldChange[] {
  return Object.entries(table).flatMap(([field, { says, judge, unset = "none", show }]) => {
    const [was, is] = [older, newer].map((each) => (each as Record<string, unknown>)[field]);
    if (isSame(was, is)) return [];
    const shown = (value: unknown) => (value === undefined ? unset : (show ?? showValue)(value));
    return [{ field, class: judge(was, is), message: `${says}: ${shown(was)} → ${shown(is)}` }];
  });
}
