import type { Cursor } from "../../load/cursor.js";

/** Reports a list of nothing where it would allow nothing, which nobody means. */
export function refuseEmpty(list: Cursor): void {
  if (!Array.isArray(list.value) || list.value.length > 0) return;
  const found = "an empty list";
  const expected = "a list that is not empty";
  list.reporter.report("wrong-type", list.at, { key: list.name, expected, found });
}
