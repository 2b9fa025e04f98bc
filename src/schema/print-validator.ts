import type { Code, Identifier } from "../code/code-kit.js";
import {
  binary,
  block,
  doc,
  hardline,
  ifElse,
  ifStatement,
  indent,
  join,
  lines,
  lit,
  name,
  paragraphs,
  print,
  toIdentifier,
  toTypeName,
  ts,
  withHash,
} from "../code/code-kit.js";
import { isPlainObject, printType } from "./print-type.js";
import type { Check } from "./scalar-checks.js";
import { counted, scalarChecks } from "./scalar-checks.js";
import type { NamedSchema, Property, Schema, SizeBounds, ValueSchema } from "./schema.js";
import type { SchemaContext } from "./schema-context.js";

/** The declarations of a named schema's validator: allowed values, the function, its helpers. */
export function printValidator(named: NamedSchema, context: SchemaContext): Code {
  return new ValidatorPrinter(context).print(named);
}

/** Names that the functions' own text uses. */
const OWN_NAMES = ["value", "problems", "valid", "index", "item"];

/** TypeScript gives up on functions of some 600 members. */
const MOST_MEMBERS = 300;

class ValidatorPrinter {
  readonly #context: SchemaContext;
  readonly #constants: Code[] = [];
  readonly #helpers: Code[] = [];
  /** What is declared or imported at the top of the file. */
  readonly #names: Set<string>;
  /** What functions may call members that they look at; nothing at the top may be called so. */
  readonly #locals = new Set<string>();

  constructor(context: SchemaContext) {
    this.#context = context;
    this.#names = new Set([
      ...context.imported,
      ...OWN_NAMES,
      context.validatorName,
      context.typeName,
    ]);
  }

  print({ name: schemaName, schema }: NamedSchema): Code {
    const sentence = `Checks a value against the schema \`${schemaName}\`, and notes what is wrong.`;
    const { typeName, validatorName } = this.#context;
    for (const member of membersOf(schema))
      localNames(member).forEach((each) => this.#locals.add(each));
    const body = this.#body(schema, typeName);
    const main = this.#function(ts`export function`, validatorName, name(typeName), body);
    return paragraphs([lines(this.#constants), lines([doc(sentence), main]), ...this.#helpers]);
  }

  #function(keyword: Code, functionName: Identifier, type: Code, body: Code): Code {
    const { problems } = this.#context;
    const head = ts`${keyword} ${name(functionName)}`;
    const [first, second] = [ts`value: unknown`, ts`problems: ${problems}`];
    const oneLine = ts`${head}(${first}, ${second}): value is ${type} {`;
    const list = fitsOnLine(oneLine)
      ? ts`${first}, ${second}`
      : ts`${indent(ts`${hardline}${first},${hardline}${second},`)}${hardline}`;
    return ts`${head}(${list}): value is ${type} ${body}`;
  }

  /** The body of the validator of `value`. */
  #body(schema: Schema, prefix: string): Code {
    if (schema.kind === "reference") {
      return block([ts`return ${this.#context.validatorOf(schema.schema)}(value, problems);`]);
    }
    if (isPlainObject(schema)) return this.#objectBody(schema, prefix);
    if (isPlainArray(schema)) return this.#arrayBody(schema, prefix);
    const checks = this.#scalarChecks(schema, ts`value`, prefix);
    return block([
      ...checks.map(({ test, message }) =>
        ifStatement(test, ts`return problems.add(${lit(message)});`),
      ),
      this.#narrowed(schema, "array", ts`Array.isArray(value)`, prefix),
      this.#narrowed(schema, "object", ts`${this.#context.runtime("isObject")}(value)`, prefix),
      ts`return true;`,
    ]);
  }

  /** The keywords of lists or of objects, where a value may be something else as well. */
  #narrowed(schema: ValueSchema, type: "array" | "object", test: Code, prefix: string): Code {
    const applies = type === "array" ? hasArrayKeywords(schema) : schema.properties.length > 0;
    if (!applies || schema.types?.includes(type) === false) return ts``;
    const only = { ...schema, types: [type], enum: undefined };
    const suffix = type === "array" ? "List" : "Members";
    const helper = this.#helper(only, `${prefix} ${suffix}`);
    return ifStatement(test, ts`return ${name(helper)}(value, problems);`);
  }

  #objectBody(schema: ValueSchema, prefix: string): Code {
    const isObject = this.#context.runtime("isObject");
    const check = ts`if (!${isObject}(value)) return problems.add("must be an object");`;
    const members =
      schema.properties.length > MOST_MEMBERS
        ? this.#parts(schema, prefix)
        : this.#members(schema.properties, prefix);
    if (members.length === 0) return block([check, ts`return true;`]);
    const inner = paragraphs([
      lines([check, ts`let valid = true;`]),
      ...members,
      ts`return valid;`,
    ]);
    return ts`{${indent(ts`${hardline}${inner}`)}${hardline}}`;
  }

  /** Calls of functions that check some of the members each. */
  #parts(schema: ValueSchema, prefix: string): readonly Code[] {
    const parts: Code[] = [];
    for (let from = 0; from < schema.properties.length; from += MOST_MEMBERS) {
      const properties = schema.properties.slice(from, from + MOST_MEMBERS);
      const part = this.#helper({ ...schema, properties }, `${prefix} part ${parts.length + 1}`);
      parts.push(ifStatement(ts`!${name(part)}(value, problems)`, ts`valid = false;`));
    }
    return [lines(parts)];
  }

  /** What is checked of each member, and a blank line between. */
  #members(properties: readonly Property[], prefix: string): readonly Code[] {
    const taken = new Set(this.#names);
    return properties.flatMap((member) => {
      const local = fresh(localNames(member), taken);
      taken.add(local);
      const statement = this.#member(member, name(local), prefix);
      if (statement === undefined) return [];
      const own = this.#context.runtime("own");
      return [lines([ts`const ${name(local)} = ${own}(value, ${lit(member.name)});`, statement])];
    });
  }

  /** Undefined for an optional member that may be anything. */
  #member(member: Property, local: Code, prefix: string): Code | undefined {
    const at = lit(member.name);
    const { schema, required } = member;
    const complain = ({ test, message }: Check): Clause => ({
      test,
      statement: ts`valid = problems.add(${lit(message)}, ${at});`,
    });
    const missing = complain({ test: ts`${local} === undefined`, message: "is missing" });
    if (!isScalar(schema)) {
      const validator = this.#validatorOf(schema, `${prefix} ${member.name}`);
      const test = ts`!problems.within(${at}, ${validator}, ${local})`;
      const statement = ts`valid = false;`;
      if (required) return chain([missing, { test, statement }]);
      return ifStatement(binary("&&", [ts`${local} !== undefined`, test]), statement);
    }
    const checks = this.#scalarChecks(schema, local, `${prefix} ${member.name}`).map(complain);
    if (required) return chain([missing, ...checks]);
    const [only, ...more] = checks;
    if (only === undefined) return undefined;
    if (more.length > 0) return ifElse(ts`${local} !== undefined`, [chain(checks)]);
    return ifStatement(binary("&&", [ts`${local} !== undefined`, only.test]), only.statement);
  }

  #arrayBody(schema: ValueSchema, prefix: string): Code {
    const check = ts`if (!Array.isArray(value)) return problems.add("must be a list");`;
    const counts = countChecks(schema.itemCount).map(({ test, message }) =>
      ifStatement(test, ts`valid = problems.add(${lit(message)});`),
    );
    const items = this.#items(schema.items, prefix);
    if (counts.length === 0 && items === undefined) return block([check, ts`return true;`]);
    return block([
      check,
      ts`let valid = true;`,
      ...counts,
      items === undefined
        ? ts``
        : ts`for (const [index, item] of value.entries()) ${block([items])}`,
      ts`return valid;`,
    ]);
  }

  /** Undefined where an item may be anything. */
  #items(schema: Schema | undefined, prefix: string): Code | undefined {
    if (schema === undefined) return undefined;
    if (!isScalar(schema)) {
      const validator = this.#validatorOf(schema, `${prefix} item`);
      return ifStatement(ts`!problems.within(index, ${validator}, item)`, ts`valid = false;`);
    }
    const checks = this.#scalarChecks(schema, ts`item`, `${prefix} item`);
    if (checks.length === 0) return undefined;
    return chain(
      checks.map(({ test, message }) => ({
        test,
        statement: ts`valid = problems.add(${lit(message)}, index);`,
      })),
    );
  }

  /** The validator of a schema that is no scalar: imported, or declared beside the main one. */
  #validatorOf(schema: Schema, wanted: string): Code {
    if (schema.kind === "reference") return this.#context.validatorOf(schema.schema);
    return name(this.#helper(schema, wanted));
  }

  #helper(schema: ValueSchema, wanted: string): Identifier {
    const helper = this.#declare(`is ${toTypeName(wanted)}`, wanted);
    const position = this.#helpers.push(ts``) - 1;
    const type = printType(schema, this.#context);
    this.#helpers[position] = this.#function(
      ts`function`,
      helper,
      type,
      this.#body(schema, helper.slice("is".length)),
    );
    return helper;
  }

  #scalarChecks(schema: ValueSchema, value: Code, prefix: string): readonly Check[] {
    return scalarChecks(schema, value, this.#context, () => {
      const constant = this.#declare(`${toIdentifier(prefix)} values`, prefix);
      this.#constants.push(ts`const ${name(constant)}: readonly unknown[] = ${lit(schema.enum)};`);
      return constant;
    });
  }

  /** A name for something at the top of the file, of which there is one for each `element`. */
  #declare(wanted: string, element: string): Identifier {
    const plain = toIdentifier(wanted);
    const taken = new Set([...this.#names, ...this.#locals]);
    const free = fresh([plain, withHash(plain, element)], taken);
    this.#names.add(free);
    return free;
  }
}

/** Every member that a schema's file looks at, however deep. */
function membersOf(schema: Schema): readonly Property[] {
  if (schema.kind === "reference") return [];
  const inItems = schema.items === undefined ? [] : membersOf(schema.items);
  const inMembers = schema.properties.flatMap((member) => [member, ...membersOf(member.schema)]);
  return [...inItems, ...inMembers];
}

/** What a member may be called inside a function, best first. */
function localNames({ name: written }: Property): readonly Identifier[] {
  const wanted = toIdentifier(written);
  return [wanted, toIdentifier(`${written}Member`), withHash(wanted, written)];
}

/** Whether code that stands at the margin needs no second line. */
function fitsOnLine(code: Code): boolean {
  const text = print(code);
  return text.length <= 100 && !text.trimEnd().includes("\n");
}

interface Clause {
  readonly test: Code;
  readonly statement: Code;
}

/** `if … else if …`: the first that holds. */
function chain(clauses: readonly Clause[]): Code {
  return join(
    ts`${hardline}else `,
    clauses.map(({ test, statement }) => ifStatement(test, statement)),
  );
}

/** The first name that is not taken; if all are, the last gets longer until it is not. */
function fresh(candidates: readonly Identifier[], taken: ReadonlySet<string>): Identifier {
  const free = candidates.find((candidate) => !taken.has(candidate));
  if (free !== undefined) return free;
  return fresh(
    candidates.map((candidate) => withHash(candidate, candidate)),
    taken,
  );
}

function countChecks({ min, max }: SizeBounds): readonly Check[] {
  const checks: Check[] = [];
  if (min !== undefined && min > 0) {
    const message = `must have at least ${counted(min, "item")}`;
    checks.push({ test: ts`value.length < ${lit(min)}`, message });
  }
  if (max !== undefined) {
    const message = `must have at most ${counted(max, "item")}`;
    checks.push({ test: ts`value.length > ${lit(max)}`, message });
  }
  return checks;
}

function hasArrayKeywords({ items, itemCount }: ValueSchema): boolean {
  return items !== undefined || itemCount.min !== undefined || itemCount.max !== undefined;
}

function isPlainArray(schema: ValueSchema): boolean {
  return schema.enum === undefined && schema.types?.length === 1 && schema.types[0] === "array";
}

/** Whether nothing of a schema concerns what is inside lists or objects. */
function isScalar(schema: Schema): schema is ValueSchema {
  if (schema.kind === "reference") return false;
  const inside = hasArrayKeywords(schema) || schema.properties.length > 0;
  const container = schema.types?.some((type) => type === "array" || type === "object") === true;
  return !inside && !container;
}
