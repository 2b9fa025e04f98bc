import type { Code } from "../code/code-kit.js";
import { binary, block, ifElse, ifStatement, lines, lit, name, ts } from "../code/code-kit.js";
import { chain, type Clause } from "./chain.js";
import { elementChecks } from "./element-checks.js";
import { isRestrictive } from "./has-keywords.js";
import { counted } from "./problem-sentences.js";
import type { Property, Schema, ValueSchema } from "./schema.js";
import { valueSchema } from "./schema.js";
import type { ValidatorFile } from "./validator-file.js";

/** TypeScript gives up on functions of some 600 members. */
const MOST_MEMBERS = 300;

/** What is checked of `value`, which is an object, a paragraph for each member. */
export function objectParagraphs(
  schema: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Code[] {
  const { properties } = schema.object;
  const members =
    properties.length > MOST_MEMBERS
      ? partStatements(schema, prefix, file)
      : memberParagraphs(properties, prefix, file);
  const rest = [...countStatements(schema), ...dependencyStatements(schema)];
  const loop = loopStatement(schema, prefix, file);
  return [
    ...members,
    ...(rest.length > 0 ? [lines(rest)] : []),
    ...(loop === undefined ? [] : [loop]),
  ];
}

function memberParagraphs(
  properties: readonly Property[],
  prefix: string,
  file: ValidatorFile,
): readonly Code[] {
  const locals = file.localsFor(properties);
  return properties.flatMap((member, index) => {
    const local = locals[index];
    const statement = local && memberStatement(member, name(local), prefix, file);
    if (local === undefined || statement === undefined) return [];
    return [lines([ts`const ${name(local)} = ${memberValue(member.name, file)};`, statement])];
  });
}

/**
 * Reads a member of `value`, which is parsed JSON: but for what every object inherits, such as
 * `constructor`, there is nothing that is not its own, and a plain access is faster.
 */
function memberValue(member: string, file: ValidatorFile): Code {
  return member in Object.prototype
    ? ts`${file.runtime("own", "validation")}(value, ${lit(member)})`
    : ts`value[${lit(member)}]`;
}

/** Calls of functions that check some of the members each. */
function partStatements(
  { at, object }: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Code[] {
  const parts: Code[] = [];
  for (let from = 0; from < object.properties.length; from += MOST_MEMBERS) {
    const properties = object.properties.slice(from, from + MOST_MEMBERS);
    const { object: empty } = valueSchema(at);
    const some = valueSchema(at, { types: ["object"], object: { ...empty, properties } });
    const part = file.validatorOf(some, `${prefix} members ${parts.length + 1}`);
    parts.push(ifStatement(ts`!${part}(value, problems)`, ts`valid = false;`));
  }
  return [lines(parts)];
}

/** Undefined for an optional member that may be anything. */
function memberStatement(
  { name: member, required, schema }: Property,
  local: Code,
  prefix: string,
  file: ValidatorFile,
): Code | undefined {
  const at = lit(member);
  const checks = elementChecks(schema, at, local, `${prefix} ${member}`, file);
  if (required) {
    const statement = ts`valid = problems.add("required", "is missing", ${at});`;
    return chain([{ test: ts`${local} === undefined`, statement }, ...checks]);
  }
  const isThere = ts`${local} !== undefined`;
  const [only] = checks;
  const isForbidden = schema.kind === "value" && schema.types?.length === 0;
  if (only !== undefined && isForbidden) return ifStatement(isThere, only.statement);
  return guarded([isThere], checks);
}

/** Checks of a member where these tests hold; undefined if there are none. */
function guarded(tests: readonly Code[], checks: readonly Clause[]): Code | undefined {
  const [only, ...more] = checks;
  if (only === undefined) return undefined;
  if (more.length === 0) return ifStatement(binary("&&", [...tests, only.test]), only.statement);
  return tests.length === 0 ? chain(checks) : ifElse(binary("&&", tests), [chain(checks)]);
}

function countStatements({ object }: ValueSchema): readonly Code[] {
  const { min = 0, max } = object.count;
  const statements: Code[] = [];
  const size = ts`Object.keys(value).length`;
  if (min > 0) {
    const message = `must have at least ${counted(min, "member")}`;
    const statement = ts`valid = problems.add("minProperties", ${lit(message)});`;
    statements.push(ifStatement(ts`${size} < ${lit(min)}`, statement));
  }
  if (max !== undefined) {
    const message = `must have at most ${counted(max, "member")}`;
    const statement = ts`valid = problems.add("maxProperties", ${lit(message)});`;
    statements.push(ifStatement(ts`${size} > ${lit(max)}`, statement));
  }
  return statements;
}

function dependencyStatements({ object }: ValueSchema): readonly Code[] {
  const has = (property: string) => ts`Object.hasOwn(value, ${lit(property)})`;
  return object.dependentRequired.flatMap(({ property, required }) =>
    required.map((needed) => {
      const message = `is missing beside ${JSON.stringify(property)}`;
      return ifStatement(
        binary("&&", [has(property), ts`!${has(needed)}`]),
        ts`valid = problems.add("dependentRequired", ${lit(message)}, ${lit(needed)});`,
      );
    }),
  );
}

/** What is checked of each member by its name; undefined where names do not matter. */
function loopStatement(schema: ValueSchema, prefix: string, file: ValidatorFile): Code | undefined {
  const { patterns, additional, names } = schema.object;
  const statements: LoopStatement[] = [];
  if (names !== undefined && isRestrictive(names)) {
    const holds = file.runtime("holds", "choices");
    const validator = file.validatorOf(names, `${prefix} name`);
    const message = lit("has a name that is not allowed");
    const statement = ts`valid = problems.add("propertyNames", ${message}, key);`;
    const code = ifStatement(ts`!${holds}(${validator}, key)`, statement);
    statements.push({ code, readsMember: false });
  }
  const tests = patterns.map(({ pattern }) => name(file.pattern(`${prefix} names`, pattern)));
  patterns.forEach((each, index) => {
    if (!isRestrictive(each.schema)) return;
    const is = ts`${tests[index] ?? ts``}.test(key)`;
    statements.push(
      ...memberOf(each.schema, [is], "patternProperties", `${prefix} ${each.pattern}`, file),
    );
  });
  if (additional !== undefined && isRestrictive(additional)) {
    const others = [
      ...knownNames(schema, prefix, file),
      ...tests.map((test) => ts`!${test}.test(key)`),
    ];
    statements.push(
      ...memberOf(additional, others, "additionalProperties", `${prefix} member`, file),
    );
  }
  if (statements.length === 0) return undefined;
  const readsMember = statements.some((each) => each.readsMember);
  const member = readsMember ? [ts`const member = value[key];`] : [];
  const body = block([...member, ...statements.map(({ code }) => code)]);
  return ts`for (const key of Object.keys(value)) ${body}`;
}

/** A statement of the loop, and whether it looks at more than the name. */
interface LoopStatement {
  readonly code: Code;
  readonly readsMember: boolean;
}

/** What checks the member `key` where these tests hold: nothing where all of its kind are valid. */
function memberOf(
  schema: Schema,
  tests: readonly Code[],
  keyword: string,
  wanted: string,
  file: ValidatorFile,
): readonly LoopStatement[] {
  const isForbidden = schema.kind === "value" && schema.types?.length === 0;
  if (isForbidden) {
    const statement = ts`valid = problems.add(${lit(keyword)}, "is not allowed", key);`;
    const code = tests.length === 0 ? statement : ifStatement(binary("&&", tests), statement);
    return [{ code, readsMember: false }];
  }
  const checks = elementChecks(schema, ts`key`, ts`member`, wanted, file);
  const code = guarded(tests, checks);
  return code === undefined ? [] : [{ code, readsMember: true }];
}

/** The test that no declared property is called `key`; none where there are no such properties. */
function knownNames({ object }: ValueSchema, prefix: string, file: ValidatorFile): readonly Code[] {
  const declared = object.properties.filter((property) => property.declared);
  const names = declared.map((property) => property.name);
  if (names.length === 0) return [];
  const set = ts`new Set(${lit(names)})`;
  const known = file.constant(`${prefix} properties`, ts`ReadonlySet<string>`, set);
  return [ts`!${name(known)}.has(key)`];
}
