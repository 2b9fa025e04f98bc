import type { Cursor } from "../../load/cursor.js";
import type { BodyContent, FieldEncoding } from "../../model/body-content.js";
import type { Schema } from "../../schema/schema.js";
import { valueSchema } from "../../schema/schema.js";
import { formKindOf, holdsJson, isJsonMediaType } from "../../model/media-types.js";
import { isObjectSchema } from "./is-object-schema.js";
import { readFormat } from "./read-scalar-keywords.js";
import type { Reading } from "./reading.js";
import { constraintsOf, takeAnyString } from "./schema-keywords.js";
import type { ValueStyle, WrittenContent, WrittenMedia } from "./spec-version.js";

/**
 * The media types of a request body with their schemas. Of some no value can be made that a schema could
 * be held against: these are reported, and not taken if there are others.
 */
export function readRequestContent(
  content: WrittenContent,
  reading: Reading,
): readonly BodyContent[] {
  const checkable = content.filter((media) => isCheckable(media, reading));
  const read = checkable.map((media) => readContent(media, reading));
  const others = content.filter((media) => !checkable.includes(media));
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
    const constraints = schema === undefined ? [] : constraintsOf(schema, schemas.rules);
    if (schema === undefined || constraints.length === 0) return { mediaType, schema: undefined };
    if (isJsonMediaType(mediaType) || mediaType.endsWith("/*")) {
      return { mediaType, schema: schemas.read(schema) };
    }
    if (!takeAnyString(constraints)) {
      schema.reporter.report("unsupported-body", schema.keyAt, { mediaType });
    }
    return { mediaType, schema: undefined };
  });
}

/** The same where nothing checks them: other schemas than those of JSON say nothing then. */
export function readResponseTypes(
  content: WrittenContent,
  reading: Reading,
): readonly BodyContent[] {
  return content.flatMap((media) =>
    holdsJson(media.mediaType)
      ? readResponseContent([media], reading)
      : { mediaType: media.mediaType, schema: undefined },
  );
}

/** Whether a value can be made of a body, or none is needed since its schema takes any. */
function isCheckable({ mediaType, schema }: WrittenMedia, { schemas }: Reading): boolean {
  const constraints = schema === undefined ? [] : constraintsOf(schema, schemas.rules);
  if (constraints.length === 0 || takeAnyString(constraints)) return true;
  const isText = mediaType.startsWith("text/") && !/[/+]xml$/.test(mediaType);
  return isText || formKindOf(mediaType) !== undefined || holdsJson(mediaType);
}

function readContent(media: WrittenMedia, reading: Reading): BodyContent {
  const { mediaType, schema, fields } = media;
  if (fields !== undefined) return readFields(mediaType, fields, reading);
  const { rules } = reading.schemas;
  const constraints = schema === undefined ? [] : constraintsOf(schema, rules);
  if (schema === undefined || constraints.length === 0) return { mediaType, schema: undefined };
  const target = schema.follow();
  const isFile = target !== undefined && readFormat(target, rules) === "binary";
  const isBytes = !holdsJson(mediaType) || (isFile && !isJsonMediaType(mediaType));
  if (isBytes && takeAnyString(constraints)) return { mediaType, schema: undefined };
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
    const written = version.valueStyle(field);
    if (written.kind === "unsupported") {
      const why = `there is no collectionFormat "${written.style}"`;
      field.reporter.report("unsupported-parameter", field.at, { name, why, fix: undefined });
    }
    encoding.set(name, fieldStyle(written));
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
  { encoding, mediaType, schema }: WrittenMedia,
  { version }: Reading,
): Readonly<Record<string, FieldEncoding>> | undefined {
  if (encoding === undefined) return undefined;
  const properties = schema?.follow()?.get("properties");
  const isMultipart = formKindOf(mediaType) === "multipart";
  const read = encoding.entries().map(([name, each]) => {
    const refuse = (why: string, at: Cursor) =>
      each.reporter.report("unsupported-encoding", at.at, { name, why });
    const [style, headers] = [each.get("style"), each.get("headers")];
    const hasStyle = style !== undefined || each.has("explode");
    const written = hasStyle ? version.valueStyle(each) : undefined;
    if (style !== undefined && !STYLES.includes(style.scalar)) {
      refuse(`fields have no style "${style.scalar}"`, style);
    } else if (written?.kind === "repeated" && !isMultipart) {
      const isObject = isObjectSchema(properties?.get(name)?.follow());
      if (isObject) refuse("its members would be fields of the form's own", each);
    }
    // Of fields that are no parts, OpenAPI says that they have no headers.
    if (isMultipart && headers !== undefined && headers.entries().length > 0) {
      refuse("headers of parts are not checked", headers);
    }
    const types = each.stringAt("contentType")?.toLowerCase().split(",") ?? [];
    const mediaTypes = types.flatMap((type) => type.split(";")[0]?.trim() || []);
    const found: FieldEncoding = {
      ...fieldStyle(written),
      ...(mediaTypes.length > 0 && { mediaTypes }),
    };
    return [name, found] as const;
  });
  return Object.fromEntries(read);
}

const STYLES = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

function fieldStyle(style: ValueStyle | undefined): Pick<FieldEncoding, "style"> {
  if (style?.kind === "separated") return { style: { separator: style.writing.separator } };
  return style?.kind === "deepObject" ? { style: "members" } : {};
}
