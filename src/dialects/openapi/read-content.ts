import type { Cursor } from "../../load/cursor.js";
import type { BodyContent, FieldEncoding } from "../../model/body-content.js";
import type { Schema } from "../../schema/schema.js";
import { valueSchema } from "../../schema/schema.js";
import { formKindOf, isJsonMediaType } from "../../model/media-types.js";
import type { Reading } from "./reading.js";
import { takesAnyString, takesAnything } from "./schema-keywords.js";
import type { ValueStyle, WrittenContent, WrittenMedia } from "./spec-version.js";

/**
 * The media types of a request body with their schemas. Of some no value can be made that a schema could
 * be held against: these are reported, and not taken if there are others.
 */
export function readRequestContent(
  content: WrittenContent,
  reading: Reading,
): readonly BodyContent[] {
  const checkable = content.filter(isCheckable);
  const read = checkable.map((media) => readContent(media, reading));
  const others = content.filter((media) => !isCheckable(media));
  for (const { mediaType, schema } of others) {
    const code = checkable.length > 0 ? "untaken-media-type" : "unsupported-body";
    schema?.reporter.report(code, schema.keyAt, { mediaType });
  }
  if (checkable.length > 0) return read;
  return others.map(({ mediaType }) => ({ mediaType, schema: undefined }));
}

/** The media types of a response's body with their schemas; one that is not JSON is reported. */
export function readResponseContent(
  content: WrittenContent,
  { schemas }: Reading,
): readonly BodyContent[] {
  return content.map(({ mediaType, schema }) => {
    const target = schema?.follow();
    if (schema === undefined || target === undefined || takesAnything(target)) {
      return { mediaType, schema: undefined };
    }
    if (isJsonMediaType(mediaType) || mediaType.endsWith("/*")) {
      return { mediaType, schema: schemas.read(schema) };
    }
    if (!takesAnyString(target)) {
      schema.reporter.report("unsupported-body", schema.keyAt, { mediaType });
    }
    return { mediaType, schema: undefined };
  });
}

/** Whether a value can be made of a body, or none is needed since its schema takes any. */
function isCheckable({ mediaType, schema }: WrittenMedia): boolean {
  const target = schema?.follow();
  if (target === undefined || takesAnything(target) || takesAnyString(target)) return true;
  const isText = mediaType.startsWith("text/") && !/[/+]xml$/.test(mediaType);
  // What a range takes besides JSON, its schema can hardly be meant for.
  return (
    isText ||
    formKindOf(mediaType) !== undefined ||
    isJsonMediaType(mediaType) ||
    mediaType.endsWith("/*")
  );
}

function readContent(media: WrittenMedia, reading: Reading): BodyContent {
  const { mediaType, schema, fields } = media;
  if (fields !== undefined) return readFields(mediaType, fields, reading);
  const target = schema?.follow();
  if (schema === undefined || target === undefined || takesAnything(target)) {
    return { mediaType, schema: undefined };
  }
  const isBytes = !isJsonMediaType(mediaType) && !mediaType.endsWith("/*");
  if (isBytes && takesAnyString(target)) return { mediaType, schema: undefined };
  const encoding = formKindOf(mediaType) && readEncodings(media, reading);
  return { mediaType, schema: reading.schemas.read(schema), ...(encoding && { encoding }) };
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
  { encoding }: WrittenMedia,
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
  if (style.kind === "separated") return { separator: style.writing.separator };
  return style.kind === "deepObject" ? "members" : undefined;
}
