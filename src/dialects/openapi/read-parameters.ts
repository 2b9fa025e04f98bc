import type { Cursor } from "../../load/cursor.js";
import type { Parameter, ParameterSchema } from "../../model/request-validation.js";
import type { JsonValue, ValueSchema } from "../../schema/schema.js";
import { readSizeBounds } from "./read-bounds.js";
import type { DocumentOperation } from "./read-operations.js";
import { anything, type SchemaReader } from "./read-schema.js";

/** Serialisations that are read so far, by place: OpenAPI's defaults. */
const STYLES = { path: "simple", header: "simple", query: "form", cookie: "form" } as const;

/** Headers that OpenAPI says are described elsewhere. */
const NOT_PARAMETERS = new Set(["accept", "content-type", "authorization"]);

/** All declared parameters, with what each must be; one that cannot be checked is reported. */
export function readParameters(
  { parameters, pathParameters, operation }: DocumentOperation,
  schemas: SchemaReader,
): readonly Parameter[] {
  const read = parameters.flatMap((parameter) => readParameter(parameter, schemas) ?? []);
  const declared = new Set(read.filter((each) => each.in === "path").map((each) => each.name));
  for (const { name } of pathParameters) {
    if (declared.has(name) || parameters.some((each) => each.stringAt("name") === name)) continue;
    operation.reporter.report("undeclared-path-parameter", operation.keyAt, { name });
  }
  return read;
}

function readParameter(parameter: Cursor, schemas: SchemaReader): Parameter | undefined {
  const name = parameter.stringAt("name");
  const place = parameter.stringAt("in");
  const refuse = (why: string): undefined => {
    const shown = name ?? "";
    parameter.reporter.report("unsupported-parameter", parameter.at, { name: shown, why });
  };
  if (name === undefined || place === undefined) return refuse('it needs "name" and "in"');
  if (!isPlace(place)) return refuse(`there are no parameters in "${place}"`);
  if (place === "header" && NOT_PARAMETERS.has(name.toLowerCase())) return undefined;
  const style = parameter.stringAt("style") ?? STYLES[place];
  if (style !== STYLES[place]) return refuse(`its style is "${style}"`);
  if (parameter.has("content")) return refuse('it is described by "content"');
  const schema = readParameterSchema(parameter, schemas);
  if (schema === undefined) return refuse("it is neither a scalar nor a list of scalars");
  const stranger = strangerIn(schema.item);
  if (stranger !== undefined) {
    return refuse(`its enum holds ${JSON.stringify(stranger)}, which is of another type`);
  }
  if (
    schema.list !== undefined &&
    (place !== "query" || parameter.get("explode")?.value === false)
  ) {
    return refuse("a list is read only where a query repeats the parameter");
  }
  const required = place === "path" || parameter.booleanAt("required") === true;
  return { in: place, name, required, schema };
}

function isPlace(place: string): place is keyof typeof STYLES {
  return Object.hasOwn(STYLES, place);
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
  parameter: Cursor,
  schemas: SchemaReader,
): ParameterSchema | undefined {
  const schema = parameter.get("schema")?.follow();
  if (schema === undefined) return { item: anything(parameter), list: undefined };
  const isList = schema.get("type")?.value === "array";
  const item = isList ? schema.get("items")?.follow() : schema;
  if (item === undefined) return undefined;
  const value = schemas.readValue(item);
  const types = (value.types ?? ["string"]).filter((type) => type !== "null");
  if (types.length !== 1 || !SCALARS.includes(types[0] ?? "")) return undefined;
  return { item: value, list: isList ? readSizeBounds(schema, "minItems", "maxItems") : undefined };
}
