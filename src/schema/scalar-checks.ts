import type { Code } from "../code/code-kit.js";
import { binary, lit, name, ts, type Identifier } from "../code/code-kit.js";
import type { JsonType, ValueSchema } from "./schema.js";
import type { SchemaContext } from "./schema-context.js";

/** One thing that may be wrong with a value. */
export interface Check {
  /** Holds when it is wrong. Checks before it in the list have passed. */
  readonly test: Code;
  /** What is wrong, in words that follow the name of the value. */
  readonly message: string;
}

/** How types are called in sentences. */
const WORDS: Readonly<Record<JsonType, string>> = {
  null: "null",
  boolean: "true or false",
  integer: "an integer",
  number: "a number",
  string: "text",
  array: "a list",
  object: "an object",
};

/**
 * What must be checked of a value's type, its enum, and the keywords of numbers and texts, in order.
 * @param value the expression of the value, of type unknown
 * @param declareEnum declares the list of allowed values, and answers its name
 */
export function scalarChecks(
  schema: ValueSchema,
  value: Code,
  context: SchemaContext,
  declareEnum: () => Identifier,
): readonly Check[] {
  const checks: Check[] = [];
  const types = normalised(schema.types);
  if (types !== undefined) {
    const test = binary(
      "&&",
      types.map((type) => isNotType(type, value, context, types.length > 1)),
    );
    checks.push({ test, message: `must be ${listed(types.map((type) => WORDS[type]))}` });
  }
  if (schema.enum !== undefined) {
    checks.push({
      test: ts`!${name(declareEnum())}.includes(${value})`,
      message: `must be one of ${schema.enum.map((each) => JSON.stringify(each)).join(", ")}`,
    });
  }
  const allows = (...wanted: readonly JsonType[]) =>
    types === undefined || wanted.some((type) => types.includes(type));
  const single = types?.length === 1 ? types[0] : undefined;
  const guarded = (type: "number" | "string", test: Code) =>
    single === type || (type === "number" && single === "integer")
      ? test
      : binary("&&", [ts`typeof ${value} === ${lit(type)}`, test]);
  // A keyword says nothing of values of another type, and there may be no others.
  for (const { operator, bound, words } of allows("number", "integer")
    ? numberBounds(schema)
    : []) {
    checks.push({
      test: guarded("number", ts`${value} ${operator} ${lit(bound)}`),
      message: `must be ${words} ${bound}`,
    });
  }
  const { min, max } = allows("string") ? schema.length : {};
  if (min !== undefined && min > 0) {
    checks.push({
      test: guarded("string", ts`!${context.runtime("isAtLeast")}(${value}, ${lit(min)})`),
      message: `must have at least ${counted(min, "character")}`,
    });
  }
  if (max !== undefined) {
    checks.push({
      test: guarded("string", ts`!${context.runtime("isAtMost")}(${value}, ${lit(max)})`),
      message: `must have at most ${counted(max, "character")}`,
    });
  }
  return checks;
}

/** `1 item`, `2 items` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Integers are numbers: where both are allowed, numbers are. */
function normalised(types: readonly JsonType[] | undefined): readonly JsonType[] | undefined {
  return types?.includes("number") === true ? types.filter((type) => type !== "integer") : types;
}

function isNotType(
  type: JsonType,
  value: Code,
  context: SchemaContext,
  oneOfSeveral: boolean,
): Code {
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
      return ts`!${context.runtime("isObject")}(${value})`;
    case "boolean":
    case "number":
    case "string":
      return ts`typeof ${value} !== ${lit(type)}`;
  }
}

function numberBounds({ number }: ValueSchema) {
  return [
    { operator: ts`<`, bound: number.minimum, words: "at least" },
    { operator: ts`>`, bound: number.maximum, words: "at most" },
    { operator: ts`<=`, bound: number.exclusiveMinimum, words: "more than" },
    { operator: ts`>=`, bound: number.exclusiveMaximum, words: "less than" },
  ].flatMap(({ operator, bound, words }) =>
    bound === undefined ? [] : [{ operator, bound, words }],
  );
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
