import { jsonSet } from "../../templates/runtime/json-equality.js";
import { isMultipleOf } from "../../templates/runtime/multiple-of.js";
import { re2Pattern } from "../../templates/runtime/re2-pattern.js";
import { isAtLeast, isAtMost, isObject } from "../../templates/runtime/validation.js";
import { FORMAT_FUNCTIONS } from "./format-functions.js";
import type { FormatCheck } from "./formats.js";
import { FORMATS } from "./formats.js";
import { judgePattern } from "./pattern/judge-pattern.js";
import { counted, isAllowedType, mustBeOneOf, mustBeType } from "./problem-sentences.js";
import type { JsonType, ValueSchema } from "./schema.js";

/** One thing that may be wrong with a value, whatever its type. */
export interface ScalarTest {
  isMet(value: unknown): boolean;
  readonly keyword: string;
  readonly message: string;
}

/** What `scalarChecks` prints, to be run here: each as long as those before it are met. */
export function scalarTests(schema: ValueSchema): readonly ScalarTest[] {
  const { types, enum: values } = schema;
  const tests: ScalarTest[] = [];
  if (types !== undefined) {
    const shown = types.includes("number") ? types.filter((type) => type !== "integer") : types;
    const isMet = (value: unknown) => types.some((type) => isOfType(value, type));
    const keyword = types.length === 0 ? "false schema" : "type";
    tests.push({ isMet, keyword, message: mustBeType(shown) });
  }
  if (values !== undefined) {
    const set = jsonSet(values);
    const keyword = values.length === 1 ? "const" : "enum";
    tests.push({ isMet: (value) => set.has(value), keyword, message: mustBeOneOf(values) });
  }
  return [
    ...tests,
    ...(isAllowedType(types, "number") ? numberTests(schema) : []),
    ...(isAllowedType(types, "string") ? textTests(schema) : []),
  ];
}

function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "boolean":
    case "number":
    case "string":
      return typeof value === type;
  }
}

function numberTests({ number, format }: ValueSchema): readonly ScalarTest[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = number;
  const tests: ScalarTest[] = [];
  const add = (
    keyword: string,
    bound: number | undefined,
    words: string,
    isMet: (value: number, bound: number) => boolean,
  ) => {
    if (bound === undefined) return;
    const message = `must be ${words} ${bound}`;
    tests.push({ isMet: ofNumbers((value) => isMet(value, bound)), keyword, message });
  };
  add("minimum", minimum, "at least", (value, bound) => value >= bound);
  add("maximum", maximum, "at most", (value, bound) => value <= bound);
  add("exclusiveMinimum", exclusiveMinimum, "more than", (value, bound) => value > bound);
  add("exclusiveMaximum", exclusiveMaximum, "less than", (value, bound) => value < bound);
  add("multipleOf", multipleOf, "a multiple of", isMultipleOf);
  const check = FORMATS.get(format ?? "")?.number;
  return check === undefined ? tests : [...tests, formatTest(check, ofNumbers)];
}

function textTests({ text, format }: ValueSchema): readonly ScalarTest[] {
  const { length, pattern } = text;
  const { min = 0, max } = length;
  const tests: ScalarTest[] = [];
  if (min > 0) {
    const message = `must have at least ${counted(min, "character")}`;
    tests.push({ isMet: ofTexts((value) => isAtLeast(value, min)), keyword: "minLength", message });
  }
  if (max !== undefined) {
    const message = `must have at most ${counted(max, "character")}`;
    tests.push({ isMet: ofTexts((value) => isAtMost(value, max)), keyword: "maxLength", message });
  }
  if (pattern !== undefined) {
    const matcher = matcherOf(pattern, max);
    const message = `must match ${pattern}`;
    tests.push({ isMet: ofTexts((value) => matcher.test(value)), keyword: "pattern", message });
  }
  const check = FORMATS.get(format ?? "")?.string;
  return check === undefined ? tests : [...tests, formatTest(check, ofTexts)];
}

/** What tests whether a text has a match for a pattern, on the engine that the gateway has it on. */
export function matcherOf(pattern: string, maxLength?: number): Pick<RegExp, "test"> {
  const judgement = judgePattern(pattern, maxLength);
  if (judgement.engine === "native") return new RegExp(pattern, judgement.flags);
  if (judgement.engine === "re2") return re2Pattern(judgement.expression);
  throw new TypeError(`a pattern that was refused: ${judgement.why}`);
}

function formatTest<Of>(
  { name, message }: FormatCheck,
  of: (isMet: (value: Of) => boolean) => ScalarTest["isMet"],
): ScalarTest {
  const functions = FORMAT_FUNCTIONS as unknown as Readonly<Record<string, (value: Of) => boolean>>;
  const isMet = functions[name];
  if (isMet === undefined) throw new TypeError(`no function ${name}`);
  return { isMet: of(isMet), keyword: "format", message };
}

/** A keyword says nothing of values of another type. */
function ofNumbers(isMet: (value: number) => boolean): ScalarTest["isMet"] {
  return (value) => typeof value !== "number" || isMet(value);
}

function ofTexts(isMet: (value: string) => boolean): ScalarTest["isMet"] {
  return (value) => typeof value !== "string" || isMet(value);
}
