import { isAny } from "./kinds.js";
import { putMember } from "./map-methods.js";
import { methods, none, one } from "./method.js";
import type { Entry } from "./value.js";

/** `java.util.Map.Entry`. */
export const entryMethods = methods<Entry>({
  getKey: none((entry) => entry.key),
  getValue: none((entry) => entry.value),
  setValue: one(isAny, (entry, value) => putMember(entry.map, entry.key, value)),
});
