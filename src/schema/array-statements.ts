import type { Code } from "../code/code-kit.js";
import { binary, block, ifStatement, lit, ts } from "../code/code-kit.js";
import { chain } from "./chain.js";
import { elementChecks } from "./element-checks.js";
import { isRestrictive } from "./has-keywords.js";
import { counted } from "./problem-sentences.js";
import type { Schema, ValueSchema } from "./schema.js";
import type { ValidatorFile } from "./validator-file.js";

/** What is checked of `value`, which is a list. */
export function arrayStatements(
  schema: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Code[] {
  const { prefix: first, items, unique } = schema.array;
  const statements = [...countStatements(schema), ...containsStatements(schema, prefix, file)];
  if (unique) {
    const test = ts`!${file.runtime("isUnique", "json-equality")}(value)`;
    const statement = ts`valid = problems.add("uniqueItems", "must not have the same item twice");`;
    statements.push(ifStatement(test, statement));
  }
  first.forEach((each, index) => {
    if (!isRestrictive(each)) return;
    const test = binary("&&", [
      ts`value.length > ${lit(index)}`,
      ts`!${file.within(lit(index), each, `${prefix} item ${index}`, ts`value[${lit(index)}]`)}`,
    ]);
    statements.push(ifStatement(test, ts`valid = false;`));
  });
  if (items !== undefined && isRestrictive(items)) {
    statements.push(itemsStatement(items, first.length, prefix, file));
  }
  return statements;
}

/** What is checked of the items from `start` on. */
function itemsStatement(items: Schema, start: number, prefix: string, file: ValidatorFile): Code {
  if (items.kind === "value" && items.types?.length === 0) {
    const message = `must have at most ${counted(start, "item")}`;
    const statement = ts`valid = problems.add("items", ${lit(message)});`;
    return ifStatement(ts`value.length > ${lit(start)}`, statement);
  }
  const checks = elementChecks(items, ts`index`, ts`item`, `${prefix} item`, file);
  const item = ts`const item: unknown = value[index];`;
  return ts`for (let index = ${lit(start)}; index < value.length; index += 1) ${block([item, chain(checks)])}`;
}

function countStatements({ array }: ValueSchema): Code[] {
  const { min = 0, max } = array.count;
  const statements: Code[] = [];
  if (min > 0) {
    const message = `must have at least ${counted(min, "item")}`;
    const statement = ts`valid = problems.add("minItems", ${lit(message)});`;
    statements.push(ifStatement(ts`value.length < ${lit(min)}`, statement));
  }
  if (max !== undefined) {
    const message = `must have at most ${counted(max, "item")}`;
    const statement = ts`valid = problems.add("maxItems", ${lit(message)});`;
    statements.push(ifStatement(ts`value.length > ${lit(max)}`, statement));
  }
  return statements;
}

function containsStatements(
  { array }: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Code[] {
  const { contains } = array;
  if (contains === undefined) return [];
  const validator = file.validatorOf(contains.schema, `${prefix} contained item`);
  const matching = ts`${file.runtime("countHolding", "choices")}(${validator}, value)`;
  const { min = 1, max } = contains;
  const statements: Code[] = [];
  if (min > 0) {
    const message = `must have at least ${counted(min, "item")} of the kind that is asked for`;
    const statement = ts`valid = problems.add("contains", ${lit(message)});`;
    statements.push(ifStatement(ts`${matching} < ${lit(min)}`, statement));
  }
  if (max !== undefined) {
    const message = `must have at most ${counted(max, "item")} of the kind that is asked for`;
    const statement = ts`valid = problems.add("maxContains", ${lit(message)});`;
    statements.push(ifStatement(ts`${matching} > ${lit(max)}`, statement));
  }
  return statements;
}
