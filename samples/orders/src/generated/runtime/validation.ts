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
  const found = new Found(where, errors === "first" ? 1 : MAX_PROBLEMS);
  try {
    if (validator(value, new Problems(found))) return undefined;
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
  return found.problems;
}

/** More than this tells nobody more, and would let a caller make answers long. */
const MAX_PROBLEMS = 50;

/** Thrown through validators when there are as many problems as are looked for. */
const ENOUGH = new Error("no more problems are looked for");

/** What one check has found. */
class Found {
  readonly problems: Problem[] = [];
  readonly where: string;
  readonly limit: number;
  /** What was found of lists and objects by schemas that can lead back to themselves. */
  verdicts: Map<Validator, WeakMap<object, boolean>> | undefined;

  /** @param limit how many problems there may be; the last of them ends the check */
  constructor(where: string, limit: number) {
    this.where = where;
    this.limit = limit;
  }
}

/**
 * What is wrong with one value of those that are checked. Validators add to it and answer false; the
 * pointer is built when they do, so that a valid value costs nothing.
 */
export class Problems {
  readonly #found: Found;
  readonly #outer: Problems | undefined;
  readonly #key: string | number;

  /** Of the whole value; others come from `at`. */
  constructor(found: Found, outer?: Problems, key: string | number = "") {
    this.#found = found;
    this.#outer = outer;
    this.#key = key;
  }

  /** What is wrong with a member or an item of the value. */
  at(key: string | number): Problems {
    return new Problems(this.#found, this, key);
  }

  /**
   * Notes a problem of the value itself, or of its member `key`. Answers false.
   * @param keyword of JSON Schema, that is not met
   * @param message what is wrong, in words that follow the value's name
   */
  add(keyword: string, message: string, key?: string | number): false {
    const { problems, where, limit } = this.#found;
    const at = this.#pointer() + (key === undefined ? "" : pointer(key));
    problems.push({ in: where, at, keyword, message });
    if (problems.length === limit) throw ENOUGH;
    return false;
  }

  /**
   * Checks a member or an item by a schema that can lead back to itself. Several schemas of one value
   * may lead to it: if each asked anew, the work would double with every level of a body.
   */
  once(key: string | number, validator: Validator, value: unknown): boolean {
    if (typeof value !== "object" || value === null) return validator(value, this.at(key));
    const verdicts = (this.#found.verdicts ??= new Map());
    let known = verdicts.get(validator);
    if (known === undefined) verdicts.set(validator, (known = new WeakMap()));
    const verdict = known.get(value) ?? validator(value, this.at(key));
    known.set(value, verdict);
    return verdict;
  }

  #pointer(): string {
    return this.#outer === undefined ? "" : this.#outer.#pointer() + pointer(this.#key);
  }
}

/** Where only the answer counts. */
class Silence extends Problems {
  override at(): Problems {
    return this;
  }

  override add(): false {
    return false;
  }
}

/** Takes no notice of problems. */
export const silent: Problems = new Silence(new Found("", Infinity));

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
