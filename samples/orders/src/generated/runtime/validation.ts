import type { Problem } from "./gateway-error.js";
import type { Route } from "./route.js";

/** A schema's validator: notes what is wrong, and answers whether nothing is. */
export type Validator = (value: unknown, problems: Problems) => boolean;

/**
 * What is wrong with a value by a schema; undefined if nothing is. Checking ends with the first problem
 * where no more is asked for, and in any case with as many as are told.
 * @param where `body`, or the place of a parameter
 */
export function findProblems(
  value: unknown,
  validator: Validator,
  where: string,
  errors: Route["errors"],
): readonly Problem[] | undefined {
  const problems = new Problems(where, errors === "first" ? 1 : MAX_PROBLEMS);
  try {
    if (validator(value, problems)) return undefined;
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
  return problems.list;
}

/** More than this tells nobody more, and would let a caller make answers long. */
const MAX_PROBLEMS = 50;

/** Thrown through validators when there are as many problems as are looked for. */
const ENOUGH = new Error("no more problems are looked for");

/**
 * What is wrong with a value. Validators add to it and answer false; the pointer of a nested
 * problem is built on the way out, so that a valid value costs nothing.
 */
export class Problems {
  readonly #list: { in: string; at: string; keyword: string; message: string }[] = [];
  readonly #where: string;
  readonly #limit: number;
  /** What was found of lists and objects by schemas that can lead back to themselves. */
  #verdicts: Map<Validator, WeakMap<object, boolean>> | undefined;

  /** @param limit how many problems there may be; the last of them ends the check */
  constructor(where: string, limit: number) {
    this.#where = where;
    this.#limit = limit;
  }

  get list(): readonly Problem[] {
    return this.#list;
  }

  /**
   * Notes a problem of the value itself, or of its member `key`. Answers false.
   * @param keyword of JSON Schema, that is not met
   * @param message what is wrong, in words that follow the value's name
   */
  add(keyword: string, message: string, key?: string | number): false {
    const at = key === undefined ? "" : pointer(key);
    this.#list.push({ in: this.#where, at, keyword, message });
    if (this.#list.length === this.#limit) throw ENOUGH;
    return false;
  }

  /** Checks a member, and puts what is wrong with it under the member's key. */
  within(key: string | number, validator: Validator, value: unknown): boolean {
    const list = this.#list;
    const before = list.length;
    try {
      return validator(value, this);
    } finally {
      if (list.length > before) {
        for (const problem of list.slice(before)) problem.at = pointer(key) + problem.at;
      }
    }
  }

  /**
   * The same for a schema that can lead back to itself. Several schemas of one value may lead to it: if
   * each asked anew, the work would double with every level of a body.
   */
  once(key: string | number, validator: Validator, value: unknown): boolean {
    if (typeof value !== "object" || value === null) return this.within(key, validator, value);
    this.#verdicts ??= new Map();
    const verdicts = this.#verdicts.get(validator) ?? new WeakMap<object, boolean>();
    this.#verdicts.set(validator, verdicts);
    const verdict = verdicts.get(value) ?? this.within(key, validator, value);
    verdicts.set(value, verdict);
    return verdict;
  }
}

/** Where only the answer counts. */
class Silence extends Problems {
  override add(): false {
    return false;
  }

  override within(_key: string | number, validator: Validator, value: unknown): boolean {
    return validator(value, this);
  }
}

/** Takes no notice of problems. */
export const silent: Problems = new Silence("", Infinity);

/** The JSON pointer of a member or an item. */
export function pointer(key: string | number): string {
  return `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A JSON object; members that all objects inherit are read with `own`. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own member of an object; what the prototype has, such as `constructor`, is not there. */
export function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Whether a value is an object that has a member of its own. */
export function hasMember(value: unknown, key: string): boolean {
  return isObject(value) && Object.hasOwn(value, key);
}

/** Whether a text has at least `length` characters, counted as JSON Schema counts: code points. */
export function isAtLeast(text: string, length: number): boolean {
  return text.length >= length && (text.length >= 2 * length || codePoints(text) >= length);
}

/** Whether a text has at most `length` characters, counted as JSON Schema counts: code points. */
export function isAtMost(text: string, length: number): boolean {
  return text.length <= length || (text.length <= 2 * length && codePoints(text) <= length);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
