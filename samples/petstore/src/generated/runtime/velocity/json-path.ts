import { checkDepth } from "./bounds.js";
import {
  isDefinite,
  type JsonPath,
  type PathFunction,
  type SimpleStep,
  type Step,
} from "./json-path-steps.js";
import type { FilterContext } from "./path-filter.js";
import { callPathFunction } from "./path-function.js";
import type { PathPatterns } from "./path-patterns.js";
import { lengthOf, takeDefinite, takeStep } from "./path-step.js";
import type { Value } from "./value.js";
import { work } from "./work.js";

/**
 * What a JSONPath names, undefined if there is nothing. A path that may name several values makes a
 * list, an empty one too; but nothing where what it starts from is missing: `$.missing[*]`.
 * @param patterns for filters with `=~`
 */
export function jsonPath(root: Value, path: JsonPath, patterns?: PathPatterns): Value | undefined {
  return new Search(root, patterns).find(root, path);
}

class Search implements FilterContext {
  constructor(
    readonly root: Value,
    readonly patterns: PathPatterns | undefined,
  ) {}

  /** `..` behind `..` would look at each value as often as it is deep. */
  visit(count = 1): void {
    work(count);
  }

  find(from: Value, path: JsonPath): Value | undefined {
    const end = path.at(-1);
    if (isCall(end) && path.some(isDeep)) return this.#callOnAll(end.call, from, path.slice(0, -1));
    let value: Value | undefined = from;
    for (const [position, step] of path.entries()) {
      if (!isDefinite(step, position === path.length - 1)) {
        const possible = Array.isArray(value) || !wantsList(step);
        return possible ? this.#findAll(value, path.slice(position)) : undefined;
      }
      this.visit();
      value = takeDefinite(value, step);
      if (value === undefined) return undefined;
    }
    return value;
  }

  /** A function behind `..` is asked about all that is found, and a length about what is in that. */
  #callOnAll(call: PathFunction, from: Value, path: JsonPath): Value | undefined {
    const counts = call === "length" || call === "size";
    const found = this.find(from, counts ? [...path, { every: true }] : path);
    return found === undefined ? undefined : callPathFunction(call, found);
  }

  #findAll(from: Value, steps: JsonPath): Value[] {
    let found: Value[] = [from];
    for (const [position, step] of steps.entries()) {
      const next: Value[] = [];
      const last = position === steps.length - 1;
      for (const value of found) {
        if (isDeep(step)) this.#descend(value, step.deep, last, next, 0);
        else this.#take(value, step, last, next);
      }
      found = next;
    }
    return found;
  }

  #descend(value: Value, step: SimpleStep, last: boolean, found: Value[], depth: number): void {
    checkDepth(depth);
    this.visit(lengthOf(step));
    if (!Array.isArray(value) && !(value instanceof Map)) return;
    if (suitsLevel(value, step, last)) this.#take(value, step, last, found);
    for (const child of value.values()) this.#descend(child, step, last, found, depth + 1);
  }

  #take(value: Value, step: SimpleStep, last: boolean, found: Value[]): void {
    for (const each of takeStep(value, step, last, this)) {
      this.visit();
      found.push(each);
    }
  }
}

/** Behind `..`, items are asked when their own turns come, and names at the end must all be there. */
function suitsLevel(value: Value, step: SimpleStep, last: boolean): boolean {
  if (typeof step !== "object") return true;
  if ("filter" in step) return value instanceof Map;
  if (!("names" in step && last)) return true;
  return value instanceof Map && step.names.every((name) => value.has(name));
}

function isDeep(step: Step): step is Extract<Step, { readonly deep: SimpleStep }> {
  return typeof step === "object" && "deep" in step;
}

function isCall(step: Step | undefined): step is Extract<Step, { readonly call: PathFunction }> {
  return typeof step === "object" && "call" in step;
}

function wantsList(step: Step): boolean {
  return typeof step === "object" && ("slice" in step || "indexes" in step);
}
