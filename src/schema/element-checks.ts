import type { Code } from "../code/code-kit.js";
import { binary, lit, ts } from "../code/code-kit.js";
import { acceptedValues } from "./accepted-values.js";
import type { Clause } from "./chain.js";
import { isScalar } from "./has-keywords.js";
import { scalarChecks } from "./scalar-checks.js";
import type { Schema } from "./schema.js";
import type { ValidatorFile } from "./validator-file.js";

/**
 * What is checked of an item or a member, in order, and noted in `valid`: here what can be, else by a
 * call of the schema's validator.
 * @param at the expression of its index or key
 * @param value the expression of its value
 * @param wanted what a person would call it
 */
export function elementChecks(
  schema: Schema,
  at: Code,
  value: Code,
  wanted: string,
  file: ValidatorFile,
): readonly Clause[] {
  const accepted = acceptedValues(schema, file.context.possible);
  if (accepted !== undefined && !isScalar(accepted.otherwise)) {
    const others = accepted.values.map((each) => ts`${value} !== ${lit(each)}`);
    return elementChecks(accepted.otherwise, at, value, wanted, file).map((check) => ({
      ...check,
      test: binary("&&", [...others, check.test]),
    }));
  }
  if (!isScalar(schema)) {
    const test = ts`!${file.within(at, schema, wanted, value)}`;
    return [{ test, statement: ts`valid = false;` }];
  }
  return scalarChecks(schema, value, wanted, file).map(({ test, keyword, message }) => ({
    test,
    statement: ts`valid = problems.add(${lit(keyword)}, ${lit(message)}, ${at});`,
  }));
}
