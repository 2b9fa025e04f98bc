import type { Code } from "../code/code-kit.js";
import {
  array,
  binary,
  block,
  ifElse,
  ifStatement,
  key,
  lit,
  name,
  object,
  ts,
} from "../code/code-kit.js";
import { isRestrictive } from "./has-keywords.js";
import { variantsBesideObjects } from "./possible-types.js";
import type { Condition, Discriminator, Schema, ValueSchema } from "./schema.js";
import type { Statement, ValidatorFile } from "./validator-file.js";

/** What is checked of `value` against other schemas as a whole. */
export function choiceStatements(
  schema: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Statement[] {
  const { allOf, anyOf, oneOf, not, condition, discriminator, object: ofObject } = schema;
  const check = (validator: Code) => noted(ts`${validator}(value, problems)`);
  const several = (schemas: readonly Schema[], what: string) =>
    array(schemas.map((each, index) => file.validatorOf(each, `${prefix} ${what} ${index + 1}`)));
  const choice = (way: "anyOf" | "oneOf", schemas: readonly Schema[]): readonly Statement[] => {
    const [only, ...others] = schemas;
    if (only === undefined) return [];
    if (others.length === 0) return [check(file.validatorOf(only, `${prefix} option 1`))];
    const choose = file.runtime(way, "choices");
    return [noted(ts`${choose}(value, problems, ${several(schemas, "option")})`)];
  };
  return [
    ...allOf.flatMap((each, index) =>
      isRestrictive(each) ? [check(file.validatorOf(each, `${prefix} part ${index + 1}`))] : [],
    ),
    ...choice("anyOf", anyOf),
    ...choice("oneOf", oneOf),
    ...(discriminator === undefined ? [] : [variantStatement(discriminator, prefix, file)]),
    ...(not === undefined
      ? []
      : [
          noted(
            ts`${file.runtime("not", "choices")}(value, problems, ${file.validatorOf(not, `${prefix} excluded`)})`,
          ),
        ]),
    ...(condition === undefined ? [] : conditionStatements(condition, prefix, file)),
    ...ofObject.dependentSchemas.flatMap((dependent) => {
      if (!isRestrictive(dependent.schema)) return [];
      const validator = file.validatorOf(dependent.schema, `${prefix} with ${dependent.property}`);
      const has = file.runtime("hasMember", "validation");
      const test = binary("&&", [
        ts`${has}(value, ${lit(dependent.property)})`,
        ts`!${validator}(value, problems)`,
      ]);
      return [{ code: ifStatement(test, ts`valid = false;`) }];
    }),
  ];
}

function noted(test: Code): Statement {
  return { code: ifStatement(ts`!${test}`, ts`valid = false;`), answer: ts`return ${test};` };
}

/** The choice by the value of a property. */
function variantStatement(
  { property, variants }: Discriminator,
  prefix: string,
  file: ValidatorFile,
): Statement {
  const validators = object(
    variants.map(
      ({ value, schema }) => [key(value), file.context.validatorOf(schema.schema)] as const,
    ),
  );
  const constant = file.constant(`${prefix} variants`, undefined, validators);
  const variant = file.runtime("isVariant", "choices");
  const others = variantsBesideObjects(variants, file.context.possible);
  const rest =
    others.length === 0 ? [] : [ts`, ${array(others.map((id) => file.context.validatorOf(id)))}`];
  return noted(ts`${variant}(value, problems, ${lit(property)}, ${name(constant)}${rest})`);
}

function conditionStatements(
  condition: Condition,
  prefix: string,
  file: ValidatorFile,
): readonly Statement[] {
  const [yes, no] = [condition.consequent, condition.alternate].map((each) => isRestrictive(each));
  if (yes !== true && no !== true) return [];
  const test = ts`${file.runtime("holds", "choices")}(${file.validatorOf(condition.test, `${prefix} condition`)}, value)`;
  const check = (schema: Schema | undefined, what: string) =>
    schema === undefined || !isRestrictive(schema)
      ? undefined
      : ts`!${file.validatorOf(schema, `${prefix} ${what}`)}(value, problems)`;
  const [then, otherwise] = [
    check(condition.consequent, "then"),
    check(condition.alternate, "else"),
  ];
  const invalid = ts`valid = false;`;
  if (then !== undefined && otherwise === undefined) {
    return [{ code: ifStatement(binary("&&", [test, then]), invalid) }];
  }
  if (then === undefined && otherwise !== undefined) {
    return [{ code: ifStatement(binary("&&", [ts`!${test}`, otherwise]), invalid) }];
  }
  const branch = (code: Code | undefined) =>
    block(code === undefined ? [] : [ifStatement(code, invalid)]);
  return [
    {
      code: ifElse(test, then === undefined ? [] : [ifStatement(then, invalid)], branch(otherwise)),
    },
  ];
}
