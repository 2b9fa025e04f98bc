import type { Cursor } from "../../load/cursor.js";
import type { Parameter, ParameterSchema } from "../../model/request-validation.js";
import type { JsonValue, ValueSchema } from "../../schema/schema.js";
import { readSizeBounds } from "./read-bounds.js";
import { readWord } from "./read-word.js";
import type { DocumentOperation } from "./read-operations.js";
import { anything } from "./read-schema.js";
import type { Reading } from "./reading.js";

const PLACES = ["path", "query", "header", "cookie"] as const;

/** Headers that OpenAPI says are described elsewhere. */
const NOT_PARAMETERS = new Set(["accept", "content-type", "authorization"]);

/** All declared parameters, with what each must be; one that cannot be checked is reported. */
export function readParameters(
  reading: Reading,
  { parameters, pathParameters, operation }: DocumentOperation,
): readonly Parameter[] {
  const read = parameters.flatMap((parameter) => readParameter(reading, parameter) ?? []);
  const declared = new Set(read.filter((each) => each.in === "path").map((each) => each.name));
  for (const { name } of pathParameters) {
    if (declared.has(name) || parameters.some((each) => each.stringAt("name") === name)) continue;
    operation.reporter.report("undeclared-path-parameter", operation.keyAt, { name });
  }
  return read;
}

function readParameter(reading: Reading, parameter: Cursor): Parameter | undefined {
  const name = parameter.stringAt("name");
  const written = parameter.get("in");
  const refuse = (why: string): undefined => {
    const shown = name ?? "";
    parameter.reporter.report("unsupported-parameter", parameter.at, { name: shown, why });
  };
  const place = written && readWord(written, PLACES);
  if (name === undefined || written === undefined) return refuse('it needs "name" and "in"');
  if (place === undefined) return refuse(`there are no parameters in "${written.prose()}"`);
  if (place === "header" && NOT_PARAMETERS.has(name.toLowerCase())) return undefined;
  if (parameter.has("content")) return refuse('"content" is not read yet');
  const style = reading.version.listStyle(parameter);
  if (style.kind === "unsupported") return refuse(`style "${style.style}" is not read yet`);
  const schema = readParameterSchema(reading, parameter);
  if (schema === undefined) return refuse("it is no text, number, true or false, or list of these");
  const stranger = strangerIn(schema.item);
  if (stranger !== undefined) {
    return refuse(`its enum holds ${JSON.stringify(stranger)}, which is of another type`);
  }
  const required = place === "path" || parameter.booleanAt("required") === true;
  const { item, list } = schema;
  if (list === undefined) return { in: place, name, required, schema: { item, list } };
  const separator = style.kind === "separated" ? style.separator : undefined;
  return { in: place, name, required, schema: { item, list: { ...list, separator } } };
}

/** A value of an enum that the type next to it forbids, so that it can never be sent. */
function strangerIn({ types = ["string"], enum: allowed = [] }: ValueSchema) {
  const isOf = (value: JsonValue): boolean =>
    types.some((type) => {
      if (type === "integer") return Number.isInteger(value);
      return type === (value === null ? "null" : typeof value);
    });
  return allowed.find((value) => !isOf(value));
}

const SCALARS = ["string", "number", "integer", "boolean"];

/** Undefined for what is neither a scalar nor a list of scalars. */
function readParameterSchema(
  { version, schemas }: Reading,
  parameter: Cursor,
): ParameterSchema | undefined {
  const schema = version.parameterSchema(parameter);
  if (schema === undefined) return { item: anything(parameter), list: undefined };
  const isList = String(schema.get("type")?.value).toLowerCase() === "array";
  const item = isList ? schema.get("items")?.follow() : schema;
  if (isList && item === undefined)
    return { item: anything(schema), list: { separator: undefined } };
  if (item === undefined) return undefined;
  // In Swagger 2.0 a parameter is its own schema, among whose keywords stand its own.
  const value = item === parameter ? schemas.readParameter(item) : schemas.readValue(item);
  const types = (value.types ?? ["string"]).filter((type) => type !== "null");
  if (types.length !== 1 || !SCALARS.includes(types[0] ?? "")) return undefined;
  const bounds = readSizeBounds(schema, "minItems", "maxItems");
  return { item: value, list: isList ? { ...bounds, separator: undefined } : undefined };
}
