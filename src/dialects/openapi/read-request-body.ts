import type { Cursor } from "../../load/cursor.js";
import type { BodyContent } from "../../model/request-validation.js";
import type { SchemaReader } from "./read-schema.js";
import { takesAnything } from "./read-schema.js";
import type { RequestBody } from "./spec-version.js";

/** Bytes as they are: what OpenAPI writes for an upload. */
const BINARY_FORMATS = new Set(["binary", "byte"]);

/**
 * The media types of a request body with their schemas. A schema of a media type that is not JSON
 * cannot be checked yet, and is reported unless it takes anything.
 */
export function readRequestBody(
  { content }: RequestBody,
  schemas: SchemaReader,
): readonly BodyContent[] {
  return content.map(([mediaType, schema]) => {
    const target = schema?.follow();
    if (schema === undefined || target === undefined || takesAnything(target)) {
      return { mediaType, schema: undefined };
    }
    // What a range takes besides JSON, its schema can hardly be meant for.
    if (isJson(mediaType) || mediaType.endsWith("/*")) {
      return { mediaType, schema: schemas.read(schema) };
    }
    if (!isBinary(target)) {
      schema.reporter.report("unsupported-body", schema.keyAt, { mediaType });
    }
    return { mediaType, schema: undefined };
  });
}

function isJson(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType.endsWith("+json");
}

function isBinary(schema: Cursor): boolean {
  const format = schema.get("format")?.value;
  return schema.get("type")?.value === "string" && BINARY_FORMATS.has(String(format));
}
