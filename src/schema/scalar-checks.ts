import type { Code } from "../code/code-kit.js";
import { binary, call, lit, name, ts } from "../code/code-kit.js";
import { counted, isAllowedType, mustBeOneOf, mustBeType } from "./problem-sentences.js";
import type { JsonType, JsonValue, ValueSchema } from "./schema.js";
import type { ValidatorFile } from "./validator-file.js";

/** The test that holds for every value. */
export const ALWAYS = ts`true`;

/** One thing that may be wrong with a value. */
export interface Check {
  /** Holds when it is wrong. Checks before it in the list have passed. */
  readonly test: Code;
  /** The keyword of JSON Schema that is not met. */
  readonly keyword: string;
  /** What is wrong, in words that follow the name of the value. */
  readonly message: string;
}

/**
 * What must be checked of a value's type, its enum, and the keywords of numbers and texts, in order.
 * @param value the expression of the value, of type unknown
 * @param prefix begins the names of constants
 */
export function scalarChecks(
  schema: ValueSchema,
  value: Code,
  prefix: string,
  file: ValidatorFile,
): readonly Check[] {
  const types = normalised(schema.types);
  return [
    ...typeChecks(types, value, file),
    ...enumChecks(schema.enum, value, prefix, file),
    // A keyword says nothing of values of another type, and there may be no others.
    ...(isAllowedType(types, "number") ? numberChecks(schema, types, value, file) : []),
    ...(isAllowedType(types, "string") ? textChecks(schema, types, value, prefix, file) : []),
  ];
}

type Types = readonly JsonType[] | undefined;

function typeChecks(types: Types, value: Code, file: ValidatorFile): readonly Check[] {
  if (types === undefined) return [];
  const message = mustBeType(types);
  if (types.length === 0) return [{ test: ALWAYS, keyword: "false schema", message }];
  const tests = types.map((type) => isNotType(type, value, file, types.length > 1));
  return [{ test: binary("&&", tests), keyword: "type", message }];
}

function enumChecks(
  values: readonly JsonValue[] | undefined,
  value: Code,
  prefix: string,
  file: ValidatorFile,
): readonly Check[] {
  if (values === undefined) return [];
  const check = { keyword: values.length === 1 ? "const" : "enum", message: mustBeOneOf(values) };
  const isScalar = values.every((each) => each === null || typeof each !== "object");
  const [only] = values;
  if (values.length === 1 && isScalar) return [{ ...check, test: ts`${value} !== ${lit(only)}` }];
  if (isScalar) {
    const list = file.constant(`${prefix} values`, ts`readonly unknown[]`, lit(values));
    return [{ ...check, test: ts`!${name(list)}.includes(${value})` }];
  }
  const set = call(file.runtime("jsonSet", "json-equality"), [lit(values)]);
  const constant = file.constant(`${prefix} values`, undefined, set);
  return [{ ...check, test: ts`!${name(constant)}.has(${value})` }];
}

function numberChecks(
  { number, format }: ValueSchema,
  types: Types,
  value: Code,
  file: ValidatorFile,
): readonly Check[] {
  const isNumber = types?.length === 1;
  const guarded = (test: Code) =>
    isNumber ? test : binary("&&", [ts`typeof ${value} === "number"`, test]);
  const bounds = [
    { keyword: "minimum", operator: ts`<`, words: "at least" },
    { keyword: "maximum", operator: ts`>`, words: "at most" },
    { keyword: "exclusiveMinimum", operator: ts`<=`, words: "more than" },
    { keyword: "exclusiveMaximum", operator: ts`>=`, words: "less than" },
  ] as const;
  const checks: Check[] = bounds.flatMap(({ keyword, operator, words }) => {
    const bound = number[keyword];
    if (bound === undefined) return [];
    const test = guarded(ts`${value} ${operator} ${lit(bound)}`);
    return [{ test, keyword, message: `must be ${words} ${bound}` }];
  });
  const { multipleOf } = number;
  if (multipleOf !== undefined) {
    const isMultiple = file.runtime("isMultipleOf", "multiple-of");
    const test = guarded(ts`!${isMultiple}(${value}, ${lit(multipleOf)})`);
    checks.push({ test, keyword: "multipleOf", message: `must be a multiple of ${multipleOf}` });
  }
  const known = format === undefined ? undefined : file.format(format, "number");
  if (known !== undefined) {
    const test = guarded(ts`!${known.function}(${value})`);
    checks.push({ test, keyword: "format", message: known.message });
  }
  return checks;
}

function textChecks(
  { text, format }: ValueSchema,
  types: Types,
  value: Code,
  prefix: string,
  file: ValidatorFile,
): readonly Check[] {
  const isText = types?.length === 1;
  const guarded = (test: Code) =>
    isText ? test : binary("&&", [ts`typeof ${value} === "string"`, test]);
  const { length, pattern } = text;
  const checks: Check[] = [];
  const { min = 0, max } = length;
  if (min > 0) {
    const test = guarded(ts`!${file.runtime("isAtLeast", "validation")}(${value}, ${lit(min)})`);
    const message = `must have at least ${counted(min, "character")}`;
    checks.push({ test, keyword: "minLength", message });
  }
  if (max !== undefined) {
    const test = guarded(ts`!${file.runtime("isAtMost", "validation")}(${value}, ${lit(max)})`);
    const message = `must have at most ${counted(max, "character")}`;
    checks.push({ test, keyword: "maxLength", message });
  }
  if (pattern !== undefined) {
    const test = guarded(
      ts`!${name(file.pattern(`${prefix} pattern`, pattern, max))}.test(${value})`,
    );
    checks.push({ test, keyword: "pattern", message: `must match ${pattern}` });
  }
  const known = format === undefined ? undefined : file.format(format, "string");
  if (known !== undefined) {
    const test = guarded(ts`!${known.function}(${value})`);
    checks.push({ test, keyword: "format", message: known.message });
  }
  return checks;
}

/** Integers are numbers: where both are allowed, numbers are. */
function normalised(types: Types): Types {
  return types?.includes("number") === true ? types.filter((type) => type !== "integer") : types;
}

function isNotType(type: JsonType, value: Code, file: ValidatorFile, oneOfSeveral: boolean): Code {
  switch (type) {
    case "null":
      return ts`${value} !== null`;
    case "integer":
      return oneOfSeveral
        ? ts`!Number.isInteger(${value})`
        : binary("||", [ts`typeof ${value} !== "number"`, ts`!Number.isInteger(${value})`]);
    case "array":
      return ts`!Array.isArray(${value})`;
    case "object":
      return ts`!${file.runtime("isObject", "validation")}(${value})`;
    case "boolean":
    case "number":
    case "string":
      return ts`typeof ${value} !== ${lit(type)}`;
  }
}
