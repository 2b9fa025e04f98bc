import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import { isJsonMediaType } from "../../model/media-types.js";
import type { Parameter, ParameterSchema, PlainParameter } from "../../model/request-validation.js";
import type { JsonValue } from "../../schema/schema.js";
import { valueSchema } from "../../schema/schema.js";
import { inPlace } from "../../schema/subschemas.js";
import { isObjectSchema } from "./is-object-schema.js";
import { readMediaTypes } from "./read-media-types.js";
import { readSizeBounds } from "./read-scalar-keywords.js";
import { readWord } from "./read-word.js";
import type { DocumentOperation } from "./read-operations.js";
import type { Reading } from "./reading.js";
import { constraintsOf, hasSiblings } from "./schema-keywords.js";
import type { SchemaRules } from "./schema-rules.js";

const PLACES = ["path", "query", "header", "cookie"] as const;

/** Headers that OpenAPI says are described elsewhere. */
const NOT_PARAMETERS = new Set(["accept", "content-type", "authorization"]);

/** All declared parameters, with what each must be; one that cannot be checked is reported. */
export function readParameters(
  reading: Reading,
  { parameters, pathParameters, operation }: DocumentOperation,
): readonly Parameter[] {
  const inPath = new Set(pathParameters.map(({ name }) => name));
  const read: Parameter[] = [];
  // One with a name that the path does not have probably stands for one that is missing, if any is.
  const declared = parameters.filter((each) => each.get("in")?.prose().toLowerCase() === "path");
  const names = declared.flatMap((each) => each.stringAt("name") ?? []);
  const missing = [...inPath].filter((name) => !names.includes(name));
  for (const parameter of parameters) {
    const own = readParameter(reading, parameter, inPath, missing.length === 0) ?? [];
    const clash = own.find((each) =>
      read.some(({ in: place, name }) => place === each.in && name === each.name),
    );
    if (clash === undefined) {
      read.push(...own);
    } else {
      const why = `another one has the name of its property "${clash.name}"`;
      const shown = { name: parameter.stringAt("name") ?? "", why, fix: undefined };
      parameter.reporter.report("unsupported-parameter", parameter.at, shown);
    }
  }
  if (missing.length > 0 && names.every((name) => inPath.has(name))) {
    operation.reporter.report("undeclared-path-parameter", operation.keyAt, { names: missing });
  }
  return read;
}

/**
 * One parameter, or one for each property of an object; undefined where nothing is checked.
 * @param isComplete whether every parameter of the path is described
 */
function readParameter(
  reading: Reading,
  parameter: Cursor,
  inPath: ReadonlySet<string>,
  isComplete: boolean,
): readonly Parameter[] | undefined {
  const name = parameter.stringAt("name");
  const written = parameter.get("in");
  const refuse = (why: string, fix?: string): undefined => {
    const shown = name ?? "";
    parameter.reporter.report("unsupported-parameter", parameter.at, { name: shown, why, fix });
  };
  const place = written && readWord(written, PLACES);
  if (name === undefined || written === undefined) return refuse('it needs "name" and "in"');
  if (place === undefined) return refuse(`there are no parameters in "${written.prose()}"`);
  if (place === "header" && NOT_PARAMETERS.has(name.toLowerCase())) return undefined;
  if (place === "path" && !inPath.has(name)) {
    if (isComplete) {
      parameter.reporter.report("stray-path-parameter", parameter.at, { name });
      return undefined;
    }
    const nearest = didYouMean(name, [...inPath]);
    const meant = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
    return refuse(`it is not in the path${meant}`, "give it the name that it has in the path");
  }
  const required = place === "path" || parameter.booleanAt("required") === true;
  const mayBeEmpty = place === "query" && parameter.booleanAt("allowEmptyValue") === true;
  const one = (schema: ParameterSchema) => [
    { in: place, name, required, mayBeEmpty, schema, at: parameter.at },
  ];
  if (parameter.has("content")) {
    const media = readMediaTypes(parameter.member("content"));
    const [mediaType = "", described] = media[0] ?? [];
    if (media.length !== 1 || !isJsonMediaType(mediaType)) {
      return refuse("only JSON is read of its content", "describe it by a schema, or as JSON");
    }
    const written = described?.member("schema");
    const schema =
      written === undefined ? valueSchema(parameter.at) : reading.schemas.read(written);
    return one({ kind: "value", schema, written: "json" });
  }
  const style = reading.version.valueStyle(parameter);
  if (style.kind === "unsupported") return refuse(`there is no style "${style.style}"`);
  const schema = reading.version.parameterSchema(parameter);
  const own = schema === parameter ? undefined : parameter.get("schema");
  const isWhole = own === undefined || !hasSiblings(own, reading.schemas.rules);
  const isApart = (place === "query" || place === "cookie") && style.kind !== "separated";
  if (style.kind === "deepObject") {
    if (place !== "query") return refuse('style "deepObject" is for queries', "use another style");
    const read = own === undefined ? valueSchema(parameter.at) : reading.schemas.read(own);
    return one({ kind: "value", schema: read, written: "members" });
  }
  if (schema !== undefined && isObjectSchema(schema) && isApart && isWhole) {
    const properties = readProperties(reading, schema, place);
    const constraints = constraintsOf(schema, reading.schemas.rules);
    if (constraints.some((each) => !OF_OBJECTS.includes(each.name))) {
      return refuse("what it says of its members together is not checked");
    }
    if (properties === undefined) return refuse("a property is no text, number, true or false");
    // Where none must be there, an object without members is sent as nothing.
    if (!required && properties.some((property) => property.required)) {
      return refuse("which of its properties must be there depends on the others");
    }
    return properties;
  }
  const writing = style.kind === "separated" ? style.writing : undefined;
  const isPrefixed = writing?.prefix !== undefined;
  const value =
    isPrefixed || !isWhole || (schema !== undefined && isObjectSchema(schema))
      ? undefined
      : readPlainParameter(reading, parameter, schema);
  if (typeof value === "string") return refuse(value);
  if (value !== undefined) {
    const { list } = value;
    return one({ ...value, list: list && { ...list, separator: writing?.separator } });
  }
  const read =
    own === undefined ? reading.schemas.readParameter(parameter) : reading.schemas.read(own);
  const types = reading.schemas.possibleTypes(read);
  if (isApart && types.has("object") && !types.has("string")) {
    return refuse("it is an object that is made of several schemas", "describe it as one object");
  }
  return one({ kind: "value", schema: read, written: writing });
}

/** The properties of an object as parameters; undefined if some are no scalars. */
function readProperties(
  reading: Reading,
  object: Cursor,
  place: Parameter["in"],
): readonly Parameter[] | undefined {
  const { properties } = reading.schemas.readValue(object).object;
  const read = properties.map(({ name, required }): Parameter | undefined => {
    const written = object.get("properties")?.get(name);
    const schema = written && readProperty(reading, object, written);
    return schema && { in: place, name, required, mayBeEmpty: false, schema, at: written.keyAt };
  });
  const known = read.filter((each) => each !== undefined);
  return known.length === read.length ? known : undefined;
}

function readProperty(
  reading: Reading,
  object: Cursor,
  written: Cursor,
): ParameterSchema | undefined {
  const { schemas } = reading;
  const isWhole = !hasSiblings(written, schemas.rules);
  const plain = isWhole ? readPlainParameter(reading, object, written.follow()) : undefined;
  if (typeof plain === "object") return plain.list === undefined ? plain : undefined;
  const schema = schemas.read(written);
  const types = schemas.possibleTypes(schema);
  const isScalar = types.has("string") || !(types.has("object") || types.has("array"));
  return isScalar ? { kind: "value", schema, written: undefined } : undefined;
}

const SCALARS = ["string", "number", "integer", "boolean"];

/** What an object may say whose properties are parameters each. */
const OF_OBJECTS = [
  "type",
  "properties",
  "required",
  "additionalProperties",
  "nullable",
  "x-nullable",
];

/** What a plain list may say of itself. */
const OF_LISTS = ["type", "items", "minItems", "maxItems", "uniqueItems", "nullable", "x-nullable"];

/** Undefined for what is neither a scalar nor a list of scalars; a text says why it is no good. */
function readPlainParameter(
  { schemas }: Reading,
  parameter: Cursor,
  schema: Cursor | undefined,
): PlainParameter | string | undefined {
  if (schema === undefined)
    return { kind: "plain", item: valueSchema(parameter.at), list: undefined };
  const written = schema.get("type");
  const isList = (written?.get(0) ?? written)?.scalar.toLowerCase() === "array";
  if (isList && !isPlainList(schema, schema === parameter, schemas.rules)) {
    for (const each of schema.get("enum")?.items() ?? []) {
      if (each.isArray) continue;
      each.reporter.report("unsendable-enum", each.at, { written: each.scalar, type: "list" });
    }
    return undefined;
  }
  const list = isList
    ? {
        ...readSizeBounds(schema, "minItems", "maxItems"),
        separator: undefined,
        unique: schema.booleanAt("uniqueItems") === true,
      }
    : undefined;
  const item = isList ? schema.get("items")?.follow() : schema;
  if (item === undefined) return { kind: "plain", item: valueSchema(schema.at), list };
  // In Swagger 2.0 a parameter is its own schema, among whose keywords stand its own.
  const value = item === parameter ? schemas.readParameter(item) : schemas.readValue(item);
  if (inPlace(value).length > 0) return undefined;
  const types = (value.types ?? ["string"]).filter((type) => type !== "null");
  const [type = ""] = types;
  if (types.length !== 1 || !SCALARS.includes(type)) return undefined;
  const sendable = (each: JsonValue) => asType(each, type);
  const allowed = value.enum?.flatMap((each) => sendable(each) ?? []);
  const isTyped = value.enum !== undefined && value.types !== undefined;
  for (const each of isTyped ? (item.get("enum")?.items() ?? []) : []) {
    const written = each.value as JsonValue;
    const meant = sendable(written);
    // That null cannot be sent, goes without saying.
    if (meant === written || written === null) continue;
    const code = meant === undefined ? "unsendable-enum" : "mistyped-enum";
    each.reporter.report(code, each.at, { written: each.text() ?? "", type });
  }
  return { kind: "plain", item: { ...value, enum: allowed }, list };
}

/** Whether nothing is said of a list but of what its items are and how many. */
function isPlainList(list: Cursor, isParameter: boolean, rules: SchemaRules): boolean {
  const constraints = constraintsOf(list, rules).map(({ name }) => name);
  // A parameter of Swagger 2.0 is its own schema; that it is required says nothing of its value.
  const known = isParameter ? [...OF_LISTS, "required"] : OF_LISTS;
  const [items, types] = [list.get("items"), list.get("type")];
  return (
    constraints.every((name) => known.includes(name)) &&
    !(types?.isArray && types.items().some((each) => !/^(?:array|null)$/i.test(each.scalar))) &&
    !(items && hasSiblings(items, rules))
  );
}

/** A value of an enum as what it is when it is sent as text; undefined if it can never be sent. */
function asType(value: JsonValue, type: string): JsonValue | undefined {
  if (value === null) return undefined;
  const text = String(value);
  if (type === "string") return text;
  if (type === "boolean") return /^(?:true|false)$/.test(text) ? text === "true" : undefined;
  const number = Number(text);
  if (typeof value === "boolean" || String(number) !== text) return undefined;
  return type === "number" || Number.isInteger(number) ? number : undefined;
}
