import type { BodyContent } from "../../model/request-validation.js";
import type { SchemaReader } from "./read-schema.js";
import { takesAnyString, takesAnything } from "./schema-keywords.js";
import type { RequestBody } from "./spec-version.js";

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
    if (!takesAnyString(target)) {
      schema.reporter.report("unsupported-body", schema.keyAt, {
        mediaType,
        isField: schema.has("in"),
      });
    }
    return { mediaType, schema: undefined };
  });
}

function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(mediaType);
}
