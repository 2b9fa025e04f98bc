import type { Code } from "../code/code-kit.js";
import {
  arrayType,
  doc,
  generic,
  interfaceBody,
  intersection,
  key,
  lines,
  literalType,
  name,
  objectType,
  print,
  property,
  ts,
  tuple,
  union,
} from "../code/code-kit.js";
import { variantsBesideObjects } from "./possible-types.js";
import type { SchemaContext } from "./schema-context.js";
import type {
  Discriminator,
  JsonType,
  NamedSchema,
  Property,
  Schema,
  ValueSchema,
} from "./schema.js";

const UNKNOWN = ts`unknown`;
const NEVER = ts`never`;

/** The declaration of a named schema's type: an interface where it is an object, else an alias. */
export function printTypeDeclaration(named: NamedSchema, context: SchemaContext): Code {
  const { schema } = named;
  const description =
    schema.kind === "value" && schema.description !== ""
      ? schema.description
      : `The schema \`${named.name}\` of the document.`;
  const typeName = name(context.typeName);
  const members = schema.kind === "value" ? interfaceMembers(schema, context) : undefined;
  const declaration =
    members === undefined
      ? ts`export type ${typeName} = ${printType(schema, context)};`
      : ts`export interface ${typeName} ${interfaceBody(members)}`;
  return lines([doc(description), declaration]);
}

/** The type of the values that a schema allows, as far as TypeScript can say it. */
function printType(schema: Schema, context: SchemaContext): Code {
  return printWithin(schema, context.possible.of(schema), context);
}

/** @param possible the types that are left by everything around the schema */
function printWithin(
  schema: Schema,
  possible: ReadonlySet<JsonType>,
  context: SchemaContext,
): Code {
  if (schema.kind === "reference") return context.typeOf(schema.schema);
  const { allOf, anyOf, oneOf, discriminator } = schema;
  const within = (each: Schema): Code => {
    const left = [...context.possible.of(each)].filter((type) => possible.has(type));
    return printWithin(each, new Set(left), context);
  };
  const choice = (schemas: readonly Schema[]) =>
    schemas.length === 0 ? [] : [anyOfTypes(schemas.map(within))];
  const parts = [
    ownType(schema, possible, context),
    ...allOf.map(within),
    ...choice(anyOf),
    ...choice(oneOf),
    ...(discriminator === undefined ? [] : [variantTypes(discriminator, context)]),
  ];
  const known = distinct(parts).filter((part) => part !== UNKNOWN);
  return known.length === 0 ? UNKNOWN : intersection(known);
}

function anyOfTypes(types: readonly Code[]): Code {
  return types.includes(UNKNOWN) ? UNKNOWN : union(distinct(types));
}

function distinct(types: readonly Code[]): readonly Code[] {
  return types.length < 2 ? types : [...new Map(types.map((type) => [print(type), type])).values()];
}

/** What the keywords of the schema itself say. */
function ownType(
  schema: ValueSchema,
  possible: ReadonlySet<JsonType>,
  context: SchemaContext,
): Code {
  if (schema.enum !== undefined) return printEnum(schema.enum);
  const types = schema.types ?? impliedTypes(schema, possible);
  if (types === undefined) return UNKNOWN;
  const wide = new Set(types.map((type) => (type === "integer" ? "number" : type)));
  if (wide.size === 0) return NEVER;
  const left = [...wide].filter((type) => possible.has(type));
  return left.length === 0
    ? NEVER
    : anyOfTypes(left.map((type) => printOneType(type, schema, context)));
}

/** Keywords of objects or lists say what a value is where it can be nothing else. */
function impliedTypes(
  schema: ValueSchema,
  possible: ReadonlySet<JsonType>,
): readonly JsonType[] | undefined {
  const [only, ...more] = possible;
  if (only === undefined || more.length > 0) return undefined;
  const says =
    (only === "object" && saysMembers(schema)) || (only === "array" && saysItems(schema));
  return says ? [only] : undefined;
}

function saysMembers({ object }: ValueSchema): boolean {
  return object.properties.length > 0 || object.additional !== undefined;
}

function saysItems({ array }: ValueSchema): boolean {
  return array.items !== undefined || array.prefix.length > 0;
}

function printEnum(values: NonNullable<ValueSchema["enum"]>): Code {
  const literals = values.flatMap((value) =>
    value === null || typeof value !== "object" ? [literalType(value)] : [],
  );
  if (values.length === 0) return NEVER;
  return literals.length === values.length ? union(distinct(literals)) : UNKNOWN;
}

function printOneType(type: JsonType, schema: ValueSchema, context: SchemaContext): Code {
  switch (type) {
    case "integer":
    case "number":
      return ts`number`;
    case "string":
      return ts`string`;
    case "boolean":
      return ts`boolean`;
    case "null":
      return ts`null`;
    case "array":
      return printArray(schema, context);
    case "object":
      return printObject(schema, context);
  }
}

function printArray({ array }: ValueSchema, context: SchemaContext): Code {
  const { prefix, items, count } = array;
  const first = prefix.map((each) => printType(each, context));
  const others = items === undefined ? UNKNOWN : printType(items, context);
  const ends = others === NEVER || count.max === prefix.length;
  if (prefix.length > 0 && ends && count.min === prefix.length) return tuple(first);
  const all = [...first, ...(others === NEVER ? [] : [others])];
  return arrayType(all.length === 0 ? others : anyOfTypes(all));
}

function printObject(schema: ValueSchema, context: SchemaContext): Code {
  const members = membersOf(schema, context);
  if (members.length > 0) return objectType(members);
  const { additional, patterns } = schema.object;
  const isEmpty = additional?.kind === "value" && additional.types?.length === 0;
  const value = isEmpty && patterns.length === 0 ? NEVER : UNKNOWN;
  return generic(ts`Record`, [ts`string`, value]);
}

/** What an interface says of an object; undefined for what is more than that, or no object. */
function interfaceMembers(schema: ValueSchema, context: SchemaContext) {
  const { types, enum: values, allOf, anyOf, oneOf, discriminator } = schema;
  const isPlain =
    types?.length === 1 &&
    types[0] === "object" &&
    values === undefined &&
    discriminator === undefined &&
    allOf.length + anyOf.length + oneOf.length === 0;
  return isPlain ? membersOf(schema, context) : undefined;
}

function membersOf({ object }: ValueSchema, context: SchemaContext): readonly Code[] {
  const { properties, patterns, additional } = object;
  const members = properties.map((each) => printMember(each, context));
  const isForbidden = additional?.kind === "value" && additional.types?.length === 0;
  if (additional === undefined || isForbidden) return members;
  // TypeScript wants members to fit what an index signature says, so with members it says nothing.
  const isAlone = members.length === 0 && patterns.length === 0;
  const value = isAlone ? printType(additional, context) : UNKNOWN;
  return [...members, property(ts`[key: string]`, value)];
}

function printMember(member: Property, context: SchemaContext): Code {
  const { schema, required } = member;
  const description = schema.kind === "value" ? schema.description : "";
  const left = required ? key(member.name) : ts`${key(member.name)}?`;
  return lines([doc(description), property(left, printType(schema, context))]);
}

/** A union that narrows by the property, whatever the schemas of the choice say of it. */
function variantTypes({ property: by, variants }: Discriminator, context: SchemaContext): Code {
  const values = new Map<string, string[]>();
  for (const { value, schema } of variants) {
    values.set(schema.schema, [...(values.get(schema.schema) ?? []), value]);
  }
  const beside = variantsBesideObjects(variants, context.possible);
  const types = [...values].map(([id, allowed]) => {
    const type = context.typeOf(id);
    if (beside.includes(id) || isLiteral(context.schemaOf(id), by)) return type;
    const literal = union(allowed.map((value) => literalType(value)));
    return intersection([type, objectType([property(key(by), literal)])]);
  });
  return union(types);
}

function isLiteral(schema: Schema | undefined, name: string): boolean {
  if (schema?.kind !== "value") return false;
  const member = schema.object.properties.find((each) => each.name === name);
  return member?.required === true && member.schema.kind === "value" && !!member.schema.enum;
}
