import { isDefinite, type SimpleStep, type Step } from "./json-path-steps.js";
import { acceptsValue, type FilterContext } from "./path-filter.js";
import { callPathFunction } from "./path-function.js";
import { sliceOf } from "./path-slice.js";
import type { Value } from "./value.js";

/** What a step leads to that leads to one value at most. */
export function takeDefinite(value: Value, step: Step): Value | undefined {
  if (typeof step === "number") return Array.isArray(value) ? value.at(step) : undefined;
  if (typeof step === "object" && "call" in step) return callPathFunction(step.call, value);
  if (!(value instanceof Map)) return undefined;
  if (typeof step === "string") return value.get(step);
  return "names" in step ? membersOf(value, step.names) : undefined;
}

/**
 * All that a step leads to.
 * @param last whether the path ends with it
 */
export function takeStep(
  value: Value,
  step: SimpleStep,
  last: boolean,
  context: FilterContext,
): Iterable<Value> {
  context.visit(lengthOf(step));
  if (isDefinite(step, last)) {
    const one = takeDefinite(value, step);
    return one === undefined ? [] : [one];
  }
  const list = Array.isArray(value) ? value : [];
  if (typeof step !== "object" || "call" in step) return [];
  if ("filter" in step) {
    const asked = value instanceof Map ? [value] : list;
    return asked.filter((each) => acceptsValue(step.filter, each, context));
  }
  if ("names" in step) return value instanceof Map ? membersOf(value, step.names).values() : [];
  if ("every" in step) return value instanceof Map ? value.values() : list;
  if ("slice" in step) return sliceOf(list, ...step.slice);
  return step.indexes.map((index) => list.at(index)).filter((item) => item !== undefined);
}

/** How much there is to look for in a value. */
export function lengthOf(step: SimpleStep): number {
  if (typeof step !== "object") return 1;
  if ("names" in step) return step.names.length;
  return "indexes" in step ? step.indexes.length : 1;
}

function membersOf(map: ReadonlyMap<Value, Value>, names: readonly string[]): Map<Value, Value> {
  const members = names.filter((name) => map.has(name));
  return new Map(members.map((name) => [name, map.get(name) ?? null]));
}
