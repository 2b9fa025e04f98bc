import type { Problem } from "./gateway-error.js";
import { INTEGER, NUMBER } from "./field.js";
import { asSent, type SentField, splitField } from "./sent-field.js";
import { isAtLeast, isAtMost } from "./validation.js";

/**
 * Checks what was sent of a parameter, once or several times, undefined when it was not; answers what is
 * wrong in words that follow its name, or what is wrong within its value. If nothing is, `take` gets the
 * value, unless there is none.
 */
export type ParameterRule = (
  sent: readonly SentField[] | undefined,
  take?: (value: unknown) => void,
) => RuleProblem | undefined;
export type RuleProblem = string | readonly Omit<Problem, "in">[];

/** Makes a parameter one that may be left out. */
export function optional(rule: ParameterRule): ParameterRule {
  return (sent, take) => (sent === undefined ? undefined : rule(sent, take));
}

/** Lets a parameter be sent without a value (`allowEmptyValue`). */
export function orEmpty(rule: ParameterRule): ParameterRule {
  return (sent, take) => {
    const [only, ...others] = sent ?? [];
    const isEmpty = others.length === 0 && only?.text === "" && !only.suffix;
    if (!isEmpty) return rule(sent, take);
    take?.("");
    return undefined;
  };
}

/** Text, with the bounds that the schema declares. Lengths count code points. */
export function text(
  limits: {
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly pattern?: Pick<RegExp, "test" | "source">;
    readonly format?: Format<string>;
    readonly enum?: readonly string[];
  } = {},
): ParameterRule {
  const { minLength = 0, maxLength = Infinity, pattern } = limits;
  return single(asSent, (value) => {
    if (!isAtLeast(value, minLength)) return `must have at least ${minLength} characters`;
    if (!isAtMost(value, maxLength)) return `must have at most ${maxLength} characters`;
    if (pattern?.test(value) === false) return `must match ${pattern.source}`;
    return formatProblem(limits.format, value) ?? oneOf(limits.enum, value);
  });
}

/** What tells whether a value has a format, and what is wrong if not. */
export type Format<Value> = readonly [test: (value: Value) => boolean, message: string];

/** What a number's schema may declare; exclusive bounds as JSON Schema 2020-12 has them. */
export interface NumberLimits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  /** The test of `multipleOf`, which is a format here. */
  readonly multipleOf?: Format<number>;
  readonly format?: Format<number>;
  readonly enum?: readonly number[];
}

/** A decimal number as JSON writes it. */
export function number(limits: NumberLimits = {}): ParameterRule {
  return single(Number, (value) =>
    NUMBER.test(value) ? numberProblem(Number(value), limits) : "must be a number",
  );
}

/** A whole number in decimal digits. */
export function integer(limits: NumberLimits = {}): ParameterRule {
  return single(Number, (value) =>
    INTEGER.test(value) ? numberProblem(Number(value), limits) : "must be an integer",
  );
}

/** `true` or `false`. */
export function boolean(limits: { readonly enum?: readonly boolean[] } = {}): ParameterRule {
  return single(isTrue, (value) =>
    value === "true" || value === "false"
      ? oneOf(limits.enum, value === "true")
      : "must be true or false",
  );
}

/** How long a list may be, and what separates its values unless the parameter is repeated. */
export interface ListLimits {
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly separator?: string;
  readonly uniqueItems?: true;
}

/** A list: one value a repetition of the parameter, or all in one with a separator between. */
export function list(item: ParameterRule, limits: ListLimits = {}): ParameterRule {
  const { minItems = 0, maxItems = Infinity, separator } = limits;
  return (sent, take) => {
    if (sent === undefined) return "is missing";
    if (separator !== undefined && sent.length > 1) return "must be sent once";
    const [first] = sent;
    const split = separator !== undefined && first !== undefined;
    const values = split ? splitField(first, separator) : sent;
    if (values.length < minItems) return `must have at least ${minItems} values`;
    if (values.length > maxItems) return `must have at most ${maxItems} values`;
    if (
      limits.uniqueItems === true &&
      new Set(values.map(({ text }) => text)).size < values.length
    ) {
      return "must not have the same value twice";
    }
    const taken: unknown[] = [];
    const takeItem = take && ((value: unknown) => taken.push(value));
    const problem = values
      .map((value) => item([value], takeItem))
      .find((each) => each !== undefined);
    if (problem === undefined) take?.(taken);
    return problem;
  };
}

/** @param valueOf what a text that is right stands for */
function single(
  valueOf: (text: string) => unknown,
  check: (text: string) => string | undefined,
): ParameterRule {
  return (sent, take) => {
    const [first, ...more] = sent ?? [];
    if (first === undefined) return "is missing";
    if (more.length > 0) return "must be sent once";
    const problem = check(first.text);
    if (problem === undefined) take?.(valueOf(first.text));
    return problem;
  };
}

function isTrue(text: string): boolean {
  return text === "true";
}

function numberProblem(value: number, limits: NumberLimits): string | undefined {
  const { minimum = -Infinity, maximum = Infinity } = limits;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = limits;
  if (value < minimum) return `must be at least ${minimum}`;
  if (value > maximum) return `must be at most ${maximum}`;
  if (value <= exclusiveMinimum) return `must be more than ${exclusiveMinimum}`;
  if (value >= exclusiveMaximum) return `must be less than ${exclusiveMaximum}`;
  return (
    formatProblem(limits.multipleOf, value) ??
    formatProblem(limits.format, value) ??
    oneOf(limits.enum, value)
  );
}

function formatProblem<Value>(format: Format<Value> | undefined, value: Value): string | undefined {
  return format === undefined || format[0](value) ? undefined : format[1];
}

function oneOf<Value>(allowed: readonly Value[] | undefined, value: Value): string | undefined {
  if (allowed === undefined || allowed.includes(value)) return undefined;
  return `must be one of ${allowed.map((each) => JSON.stringify(each)).join(", ")}`;
}
