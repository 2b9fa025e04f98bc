import type { Cursor } from "../../load/cursor.js";
import type { BodyContent, FieldEncoding } from "../../model/request-validation.js";
import type { Schema } from "../../schema/schema.js";
import { valueSchema } from "../../schema/schema.js";
import { FORM, MULTIPART } from "../../model/form-media-types.js";
import type { Reading } from "./reading.js";
import { takesAnyString, takesAnything } from "./schema-keywords.js";
import type { BodyMedia, RequestBody, ValueStyle } from "./spec-version.js";

/**
 * The media types of a request body with their schemas. A schema of a media type of which no value can
 * be made is reported, unless it takes anything, or any text and bytes.
 */
export function readRequestBody(
  { content }: RequestBody,
  reading: Reading,
): readonly BodyContent[] {
  return content.map((media): BodyContent => {
    const { mediaType, schema, fields } = media;
    if (fields !== undefined) return readFields(mediaType, fields, reading);
    const target = schema?.follow();
    if (schema === undefined || target === undefined || takesAnything(target)) {
      return { mediaType, schema: undefined };
    }
    if (mediaType === FORM || mediaType === MULTIPART) {
      const encoding = readEncodings(media, reading);
      return { mediaType, schema: reading.schemas.read(schema), ...(encoding && { encoding }) };
    }
    // What a range takes besides JSON, its schema can hardly be meant for.
    if (isJson(mediaType) || mediaType.endsWith("/*")) {
      return { mediaType, schema: reading.schemas.read(schema) };
    }
    if (takesAnyString(target)) return { mediaType, schema: undefined };
    if (mediaType.startsWith("text/") && !/[/+]xml$/.test(mediaType)) {
      return { mediaType, schema: reading.schemas.read(schema) };
    }
    schema.reporter.report("unsupported-body", schema.keyAt, { mediaType });
    return { mediaType, schema: undefined };
  });
}

function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(mediaType);
}

/** Fields that are parameters (Swagger 2.0), as the properties of an object. */
function readFields(
  mediaType: string,
  fields: readonly Cursor[],
  { schemas, version }: Reading,
): BodyContent {
  const [first] = fields;
  const encoding = new Map<string, FieldEncoding>();
  const properties = fields.flatMap((field) => {
    const name = field.stringAt("name");
    if (name === undefined) return [];
    const style = fieldStyle(version.valueStyle(field));
    if (style !== undefined) encoding.set(name, { style });
    const required = field.booleanAt("required") === true;
    return [{ name, required, declared: true, schema: readField(field, schemas) }];
  });
  if (first === undefined) return { mediaType, schema: undefined };
  const { object } = valueSchema(first.at);
  const schema = valueSchema(first.at, { types: ["object"], object: { ...object, properties } });
  return { mediaType, schema, encoding: Object.fromEntries(encoding) };
}

function readField(field: Cursor, schemas: Reading["schemas"]): Schema {
  const isFile = field.get("type")?.scalar.toLowerCase() === "file";
  if (isFile) return valueSchema(field.at, { types: ["string"], format: "binary" });
  return schemas.readParameter(field);
}

/** How properties are written that say so; the others are texts, lists are repeated, objects are JSON. */
function readEncodings(
  { encoding }: BodyMedia,
  { version }: Reading,
): Readonly<Record<string, FieldEncoding>> | undefined {
  if (encoding === undefined) return undefined;
  const read = encoding.entries().map(([name, each]) => {
    const hasStyle = each.has("style") || each.has("explode");
    const style = hasStyle ? fieldStyle(version.valueStyle(each)) : undefined;
    const types = each.stringAt("contentType")?.toLowerCase().split(",") ?? [];
    const mediaTypes = types.flatMap((type) => type.split(";")[0]?.trim() || []);
    const found: FieldEncoding = {
      ...(style !== undefined && { style }),
      ...(mediaTypes.length > 0 && { mediaTypes }),
    };
    return [name, found] as const;
  });
  return Object.fromEntries(read);
}

function fieldStyle(style: ValueStyle): FieldEncoding["style"] {
  if (style.kind === "separated") return { separator: style.separator };
  return style.kind === "deepObject" ? "members" : undefined;
}
