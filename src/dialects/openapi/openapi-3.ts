import type { Cursor } from "../../load/cursor.js";
import type { ParameterWriting } from "../../model/request-validation.js";
import { isObjectSchema } from "./is-object-schema.js";
import { readMediaTypes } from "./read-media-types.js";
import { basePathOf, firstServer } from "./read-server.js";
import type { SpecVersion, ValueStyle, WrittenContent } from "./spec-version.js";

/** OpenAPI 3.0, and 3.1 and 3.2, which mean the same by all that is read here but for schemas. */
export function openApi3(minor: number): SpecVersion {
  const isDraft4 = minor === 0;
  return {
    schemaRules: {
      draft: isDraft4 ? 4 : "2020-12",
      nullable: isDraft4 ? "nullable" : undefined,
      directions: true,
      typeLists: !isDraft4,
      booleanSchemas: !isDraft4,
      refSiblings: !isDraft4,
      identifier: isDraft4 ? undefined : "$id",
      discriminator: true,
      formats: true,
    },
    keys: { document: DOCUMENT_KEYS.split(" "), operation: OPERATION_KEYS.split(" ") },
    securitySchemesKey: "components.securitySchemes",
    securitySchemes: (root) => root.get("components")?.entriesAt("securitySchemes") ?? [],
    schemas: (root) => root.get("components")?.entriesAt("schemas") ?? [],
    serverOf: firstServer,
    basePath: basePathOf,
    parameterPlaces: ["path", "query", "header", "cookie"],
    isBodyParameter: () => false,
    checkBodies: () => {},
    requestBodyOf: ({ operation }) => operation.get("requestBody"),
    requestBody({ operation }) {
      const body = operation.get("requestBody")?.follow();
      if (body === undefined) return undefined;
      return { required: body.booleanAt("required") === true, content: contentOf(body) };
    },
    responseContent: contentOf,
    parameterSchema: (parameter) => parameter.get("schema")?.follow(),
    valueStyle,
  };
}

const DOCUMENT_KEYS =
  "openapi $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs";
const OPERATION_KEYS =
  "tags summary description externalDocs operationId parameters requestBody responses callbacks " +
  "deprecated security servers";

function contentOf(holder: Cursor): WrittenContent {
  const content = readMediaTypes(holder.member("content"));
  return content.map(([mediaType, media]) => ({
    mediaType,
    schema: media.member("schema"),
    encoding: media.get("encoding"),
  }));
}

/** OpenAPI's defaults by place, and what separates the values where they are not repeated. */
const STYLES: Readonly<Record<string, string>> = {
  path: "simple",
  header: "simple",
  query: "form",
  cookie: "form",
};
const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ["simple", ","],
  ["form", ","],
  ["spaceDelimited", " "],
  ["pipeDelimited", "|"],
  ["label", ","],
  ["matrix", ","],
]);

function valueStyle(parameter: Cursor): ValueStyle {
  const style = parameter.stringAt("style") ?? STYLES[parameter.stringAt("in") ?? ""] ?? "form";
  if (style === "deepObject") return { kind: "deepObject" };
  const explode = parameter.booleanAt("explode") ?? style === "form";
  const separator = SEPARATORS.get(style);
  if (separator === undefined) return { kind: "unsupported", style };
  const separated = (writing: ParameterWriting) => ({ kind: "separated", writing }) as const;
  const assigned = explode ? { assignment: "=" } : {};
  if (style === "simple") return separated({ separator, ...assigned });
  if (style === "label") {
    return separated({ prefix: ".", separator: explode ? "." : separator, ...assigned });
  }
  if (style === "matrix") return separated(matrix(parameter, explode));
  return explode ? { kind: "repeated" } : separated({ separator });
}

/** `;color=blue,black`; exploded `;color=blue;color=black`, of an object `;R=100;G=200`. */
function matrix(parameter: Cursor, explode: boolean): ParameterWriting {
  const named = `;${parameter.stringAt("name") ?? ""}=`;
  if (!explode) return { prefix: named, separator: "," };
  return isObjectSchema(parameter.get("schema")?.follow())
    ? { prefix: ";", separator: ";", assignment: "=" }
    : { prefix: named, separator: named };
}
