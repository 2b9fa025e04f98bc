import type { Code } from "../code/code-kit.js";
import {
  arrayType,
  doc,
  generic,
  interfaceBody,
  key,
  lines,
  literalType,
  name,
  objectType,
  property,
  ts,
  union,
} from "../code/code-kit.js";
import type { JsonType, NamedSchema, Property, Schema, ValueSchema } from "./schema.js";
import type { SchemaContext } from "./schema-context.js";

/** The declaration of a named schema's type: an interface where it is an object, else an alias. */
export function printTypeDeclaration(named: NamedSchema, context: SchemaContext): Code {
  const { schema } = named;
  const description =
    schema.kind === "value" && schema.description !== ""
      ? schema.description
      : `The schema \`${named.name}\` of the document.`;
  const typeName = name(context.typeName);
  const declaration = isPlainObject(schema)
    ? ts`export interface ${typeName} ${interfaceBody(schema.properties.map((each) => printMember(each, context)))}`
    : ts`export type ${typeName} = ${printType(schema, context)};`;
  return lines([doc(description), declaration]);
}

/** The type of the values that a schema allows, as far as TypeScript can say it. */
export function printType(schema: Schema, context: SchemaContext): Code {
  if (schema.kind === "reference") return context.typeOf(schema.schema);
  if (schema.enum !== undefined) return printEnum(schema.enum);
  if (schema.types === undefined) return ts`unknown`;
  const types = schema.types.includes("number")
    ? schema.types.filter((type) => type !== "integer")
    : schema.types;
  if (types.length === 0) return ts`never`;
  return union(types.map((type) => printOneType(type, schema, context)));
}

function printEnum(values: NonNullable<ValueSchema["enum"]>): Code {
  const literals = values.flatMap((value) =>
    value === null || typeof value !== "object" ? [literalType(value)] : [],
  );
  return literals.length === values.length && literals.length > 0 ? union(literals) : ts`unknown`;
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
      return arrayType(schema.items === undefined ? ts`unknown` : printType(schema.items, context));
    case "object":
      return schema.properties.length === 0
        ? generic(ts`Record`, [ts`string`, ts`unknown`])
        : objectType(schema.properties.map((each) => printMember(each, context)));
  }
}

function printMember(member: Property, context: SchemaContext): Code {
  const { schema, required } = member;
  const description = schema.kind === "value" ? schema.description : "";
  const left = required ? key(member.name) : ts`${key(member.name)}?`;
  return lines([doc(description), property(left, printType(schema, context))]);
}

/** Whether a schema is an object and nothing else. */
export function isPlainObject(schema: Schema): schema is ValueSchema {
  return (
    schema.kind === "value" &&
    schema.enum === undefined &&
    schema.types?.length === 1 &&
    schema.types[0] === "object"
  );
}
