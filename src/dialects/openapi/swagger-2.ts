import type { Cursor } from "../../load/cursor.js";
import type { DocumentOperation } from "./read-operations.js";
import type { WrittenServer } from "./read-server.js";
import type { RequestBody, SpecVersion, ValueStyle, WrittenContent } from "./spec-version.js";

const DOCUMENT_KEYS =
  "swagger info host basePath schemes consumes produces paths definitions parameters responses " +
  "securityDefinitions security tags externalDocs";
const OPERATION_KEYS =
  "tags summary description externalDocs operationId consumes produces parameters responses " +
  "schemes deprecated security";

/** Swagger 2.0, which OpenAPI was called before. */
export const swagger2: SpecVersion = {
  schemaRules: {
    draft: 4,
    nullable: "x-nullable",
    directions: true,
    typeLists: true,
    booleanSchemas: false,
    refSiblings: false,
    identifier: undefined,
    discriminator: false,
    formats: true,
  },
  keys: { document: DOCUMENT_KEYS.split(" "), operation: OPERATION_KEYS.split(" ") },
  securitySchemesKey: "securityDefinitions",
  securitySchemes: (root) => root.entriesAt("securityDefinitions"),
  schemas: (root) => root.entriesAt("definitions"),
  serverOf,
  basePath: (root) => root.get("basePath")?.prose() ?? "",
  parameterPlaces: ["path", "query", "header", "body", "formData"],
  isBodyParameter: (parameter) => isIn(parameter, "body") || isIn(parameter, "formData"),
  checkBodies,
  requestBodyOf: ({ bodyParameters }) => bodyParameters[0],
  requestBody,
  responseContent,
  parameterSchema: (parameter) => (parameter.has("type") ? parameter : undefined),
  valueStyle,
};

function isIn(parameter: Cursor, place: string): boolean {
  return parameter.get("in")?.scalar.toLowerCase() === place.toLowerCase();
}

const FORMS = ["application/x-www-form-urlencoded", "multipart/form-data"];

/** Reports what is a body beside another one. */
function checkBodies(bodyParameters: readonly Cursor[]): void {
  const bodies = bodyParameters.filter((parameter) => isIn(parameter, "body"));
  const fields = bodyParameters.filter((parameter) => isIn(parameter, "formData"));
  const [first, second] = [...bodies, ...fields.slice(0, bodies.length === 0 ? 1 : undefined)];
  if (first === undefined || second === undefined) return;
  const related = [{ at: first.at, message: "the first" }];
  second.reporter.report("several-bodies", second.at, undefined, related);
}

/** The one parameter in the body, or those of a form together, by what the operation consumes. */
function requestBody(
  { operation, bodyParameters }: DocumentOperation,
  root: Cursor,
): RequestBody | undefined {
  const bodies = bodyParameters.filter((parameter) => isIn(parameter, "body"));
  const fields = bodyParameters.filter((parameter) => isIn(parameter, "formData"));
  const [first] = [...bodies, ...fields];
  if (first === undefined) return undefined;
  const consumed = mediaTypesOf(operation.get("consumes") ?? root.get("consumes"));
  if (bodies.length > 0) {
    const mediaTypes = consumed.length === 0 ? ["application/json"] : consumed;
    const schema = first.get("schema");
    return {
      required: first.booleanAt("required") === true,
      content: mediaTypes.map((mediaType) => ({ mediaType, schema })),
    };
  }
  const forms = consumed.filter((mediaType) => FORMS.includes(mediaType));
  const hasFile = fields.some((field) => field.get("type")?.value === "file");
  const mediaTypes =
    forms.length > 0 ? forms : [hasFile ? "multipart/form-data" : (FORMS[0] ?? "")];
  return {
    required: fields.some((field) => field.booleanAt("required") === true),
    content: mediaTypes.map((mediaType) => ({ mediaType, schema: undefined, fields })),
  };
}

/** The one schema of a response, for all that the operation produces. */
function responseContent(response: Cursor, operation: Cursor, root: Cursor): WrittenContent {
  const written = response.get("schema");
  if (written === undefined) return [];
  const produced = mediaTypesOf(operation.get("produces") ?? root.get("produces"));
  const schema = written.follow()?.get("type")?.value === "file" ? undefined : written;
  return (produced.length === 0 ? ["*/*"] : produced).map((mediaType) => ({ mediaType, schema }));
}

/** Of `consumes` or `produces`. */
function mediaTypesOf(list: Cursor | undefined): readonly string[] {
  const written = (list?.items() ?? []).flatMap((item) => item.string() ?? []);
  return [...new Set(written.map((each) => each.split(";")[0]?.trim().toLowerCase() ?? ""))];
}

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ["csv", ","],
  ["ssv", " "],
  ["tsv", "\t"],
  ["pipes", "|"],
]);

function valueStyle(parameter: Cursor): ValueStyle {
  const format = parameter.stringAt("collectionFormat") ?? "csv";
  if (format === "multi") return { kind: "repeated" };
  const separator = SEPARATORS.get(format);
  return separator === undefined
    ? { kind: "unsupported", style: format }
    : { kind: "separated", writing: { separator } };
}

/** `schemes`, which an operation may have of its own, with the document's `host` and `basePath`. */
function serverOf(holder: Cursor, root: Cursor): WrittenServer | undefined {
  const host = root.get("host");
  const name = host?.prose() ?? "";
  if (host === undefined || name === "" || (holder.id !== root.id && !holder.has("schemes"))) {
    return undefined;
  }
  const schemes = holder.itemsAt("schemes").map((scheme) => scheme.scalar.toLowerCase());
  const scheme = schemes.length === 0 || schemes.includes("https") ? "https" : schemes[0];
  return { url: `${scheme}://${name}${rootedBasePath(root)}`, at: host.at };
}

/** Without its slash, a base path would be a part of the host's name. */
function rootedBasePath(root: Cursor): string {
  const basePath = root.get("basePath");
  const path = basePath?.prose() ?? "";
  if (path === "" || path.startsWith("/")) return path;
  root.reporter.report("unrooted-base-path", basePath?.at, { path });
  return `/${path}`;
}
