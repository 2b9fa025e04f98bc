import type { Code, Identifier } from "../code/code-kit.js";
import {
  block,
  doc,
  identifier,
  ifElse,
  ifStatement,
  lines,
  lit,
  name,
  toTypeName,
  ts,
} from "../code/code-kit.js";
import type { Evaluated } from "./schema-context.js";
import type { Schema, ValueSchema } from "./schema.js";
import type { ValidatorFile } from "./validator-file.js";

/** What a named schema's marker is called. */
export function markerName(typeName: Identifier, of: Evaluated): Identifier {
  return identifier(`see${typeName}${of === "members" ? "Members" : "Items"}`);
}

/** The exported markers of a named schema, where other schemas ask what it looks at. */
export function printMarkers(schema: Schema, file: ValidatorFile): readonly Code[] {
  const { typeName } = file.context;
  return (["members", "items"] as const).flatMap((of) => {
    if (!file.isMarked(of)) return [];
    const sentence = `Notes which ${of} of a valid value the schema looks at.`;
    const body = markerBody(schema, "", of, file);
    const exported = markerName(typeName, of);
    return [lines([doc(sentence), markerFunction(ts`export function`, exported, body)])];
  });
}

/** What marks the members or items that a schema looks at; undefined if it looks at none. */
export function markerOf(
  schema: Schema,
  wanted: string,
  of: Evaluated,
  file: ValidatorFile,
): Code | undefined {
  if (schema.kind === "reference") return file.context.markerOf(schema.schema, of);
  const statements = markerStatements(schema, toTypeName(wanted), of, file);
  if (statements.length === 0) return undefined;
  const suffix = of === "members" ? "members" : "items";
  const declared = file.function("see", `${wanted} ${suffix}`, (itsName) =>
    markerFunction(ts`function`, itsName, guardedBody(statements, of, file)),
  );
  return name(declared);
}

function markerFunction(keyword: Code, functionName: Identifier, body: Code): Code {
  return ts`${keyword} ${name(functionName)}(value: unknown, seen: Set<string | number>): void ${body}`;
}

function markerBody(schema: Schema, prefix: string, of: Evaluated, file: ValidatorFile): Code {
  if (schema.kind === "reference") {
    return block([ts`${file.context.markerOf(schema.schema, of)}(value, seen);`]);
  }
  return guardedBody(markerStatements(schema, prefix, of, file), of, file);
}

function guardedBody(statements: readonly Code[], of: Evaluated, file: ValidatorFile): Code {
  const isOther =
    of === "members"
      ? ts`!${file.runtime("isObject", "validation")}(value)`
      : ts`!Array.isArray(value)`;
  return block([ifStatement(isOther, ts`return;`), ...statements]);
}

function markerStatements(
  schema: ValueSchema,
  prefix: string,
  of: Evaluated,
  file: ValidatorFile,
): readonly Code[] {
  const own =
    of === "members" ? seenMembers(schema, prefix, file) : seenItems(schema, prefix, file);
  if (own === "all") {
    return of === "members"
      ? [ts`for (const key of Object.keys(value)) seen.add(key);`]
      : [ts`for (const index of value.keys()) seen.add(index);`];
  }
  return [...own, ...seenByOthers(schema, prefix, of, file)];
}

function seenMembers(
  { object }: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Code[] | "all" {
  if (object.additional !== undefined || object.unevaluated !== undefined) return "all";
  const declared = object.properties.filter((property) => property.declared);
  const tests = object.patterns.map(({ pattern }) =>
    name(file.pattern(`${prefix} names`, pattern)),
  );
  return [
    ...declared.map((property) => ts`seen.add(${lit(property.name)});`),
    ...tests.map((test) => {
      const statement = ifStatement(ts`${test}.test(key)`, ts`seen.add(key);`);
      return ts`for (const key of Object.keys(value)) ${block([statement])}`;
    }),
  ];
}

function seenItems(
  { array }: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Code[] | "all" {
  const { prefix: first, items, contains, unevaluated } = array;
  if (items !== undefined || unevaluated !== undefined) return "all";
  const statements = first.map((_, index) => ts`seen.add(${lit(index)});`);
  if (contains !== undefined) {
    const holds = file.runtime("holds", "choices");
    const validator = file.validatorOf(contains.schema, `${prefix} contained item`);
    const statement = ifStatement(ts`${holds}(${validator}, item)`, ts`seen.add(index);`);
    statements.push(ts`for (const [index, item] of value.entries()) ${block([statement])}`);
  }
  return statements;
}

/** What the schemas look at that hold for the very same value. */
function seenByOthers(
  { allOf, anyOf, oneOf, condition, discriminator, object }: ValueSchema,
  prefix: string,
  of: Evaluated,
  file: ValidatorFile,
): readonly Code[] {
  const marked = (schema: Schema | undefined, what: string): readonly Code[] => {
    const marker = schema && markerOf(schema, `${prefix} ${what}`, of, file);
    return marker === undefined ? [] : [ts`${marker}(value, seen);`];
  };
  const holds = (schema: Schema, what: string) =>
    ts`${file.runtime("holds", "choices")}(${file.validatorOf(schema, `${prefix} ${what}`)}, value)`;
  const options = [
    ...anyOf,
    ...oneOf,
    ...(discriminator?.variants.map((each) => each.schema) ?? []),
  ];
  const ifHolds = options.flatMap((each, index) => {
    const what = `option ${index + 1}`;
    return marked(each, what).map((statement) => ifStatement(holds(each, what), statement));
  });
  const ifPresent = object.dependentSchemas.flatMap((each) =>
    marked(each.schema, `with ${each.property}`).map((statement) =>
      ifStatement(ts`Object.hasOwn(value, ${lit(each.property)})`, statement),
    ),
  );
  const then = condition
    ? [...marked(condition.test, "condition"), ...marked(condition.consequent, "then")]
    : [];
  const otherwise = condition ? marked(condition.alternate, "else") : [];
  return [
    ...allOf.flatMap((each, index) => marked(each, `part ${index + 1}`)),
    ...ifHolds,
    ...ifPresent,
    ...(condition !== undefined && then.length + otherwise.length > 0
      ? [
          ifElse(
            holds(condition.test, "condition"),
            then,
            otherwise.length > 0 ? block(otherwise) : undefined,
          ),
        ]
      : []),
  ];
}
