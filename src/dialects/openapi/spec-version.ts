import type { Cursor } from "../../load/cursor.js";
import { openApi3 } from "./openapi-3.js";
import type { ParameterWriting } from "../../model/request-validation.js";
import type { DocumentOperation } from "./read-operations.js";
import type { SchemaRules } from "./schema-rules.js";
import type { WrittenServer } from "./read-server.js";
import { swagger2 } from "./swagger-2.js";

/** Where a version of OpenAPI keeps what a dialect asks for. */
export interface SpecVersion {
  /** How a document without vendor's extensions reads its schemas. */
  readonly schemaRules: SchemaRules;
  /** What the top of a document and an operation may hold besides extensions. */
  readonly keys: { readonly document: readonly string[]; readonly operation: readonly string[] };
  /** The key under which security schemes stand, for people. */
  readonly securitySchemesKey: string;
  securitySchemes(root: Cursor): readonly (readonly [name: string, scheme: Cursor])[];
  /** The schemas that the document names. */
  schemas(root: Cursor): readonly (readonly [name: string, schema: Cursor])[];
  /**
   * The server that a document, a path item or an operation names for itself.
   * @param holder which of them
   */
  serverOf(holder: Cursor, root: Cursor): WrittenServer | undefined;
  /** The URLs and paths at which the document says that its API is. */
  basePath(root: Cursor): string;
  /** Where parameters can be. */
  readonly parameterPlaces: readonly string[];
  /** Whether a parameter is, or is part of, the body. */
  isBodyParameter(parameter: Cursor): boolean;
  /** Reports what is wrong with the parameters of an operation that are, or are part of, its body. */
  checkBodies(bodyParameters: readonly Cursor[]): void;
  /** Where the document describes the body of requests. */
  requestBodyOf(read: DocumentOperation): Cursor | undefined;
  requestBody(read: DocumentOperation, root: Cursor): RequestBody | undefined;
  /** What a response of an operation says of its body; nothing where that may be anything. */
  responseContent(response: Cursor, operation: Cursor, root: Cursor): WrittenContent;
  /** What says what a parameter must be: a schema, or the parameter itself; undefined takes anything. */
  parameterSchema(parameter: Cursor): Cursor | undefined;
  /** How a list or an object is written in a parameter. */
  valueStyle(parameter: Cursor): ValueStyle;
}

/** What a document says of a request's body. */
export interface RequestBody {
  readonly required: boolean;
  readonly content: WrittenContent;
}

/** What a document says of a body, by media type. */
export type WrittenContent = readonly WrittenMedia[];

export interface WrittenMedia {
  /** In lower case, without parameters. */
  readonly mediaType: string;
  readonly schema: Cursor | undefined;
  /** How properties of a form are written (OpenAPI 3, "Encoding Object"). */
  readonly encoding?: Cursor | undefined;
  /** The fields of a form, each a schema of its own (Swagger 2.0). */
  readonly fields?: readonly Cursor[];
}

/**
 * `repeated`: a value a repetition of the parameter, a property a parameter; `deepObject`: a property
 * `name[property]`; else how all values are written in one text.
 */
export type ValueStyle =
  | { readonly kind: "repeated" | "deepObject" }
  | { readonly kind: "separated"; readonly writing: ParameterWriting }
  | { readonly kind: "unsupported"; readonly style: string };

/** The version that a document names; undefined, with the problem reported, if it is none that is read. */
export function readVersion(root: Cursor): SpecVersion | undefined {
  const [openapi, swagger] = [root.get("openapi"), root.get("swagger")];
  const key = openapi ?? swagger;
  if (key === undefined) {
    root.reporter.report("not-openapi", root.at);
    return undefined;
  }
  const written = key.text();
  if (written === undefined) return undefined;
  const version =
    openapi !== undefined && swagger !== undefined ? undefined : versionOf(key, written);
  if (version === undefined) {
    const shown =
      openapi !== undefined && swagger !== undefined
        ? "openapi beside swagger"
        : `${key.name}: ${written}`;
    root.reporter.report("unsupported-version", key.at, { version: shown });
  } else if (typeof key.value === "number") {
    const meant = key.name === "swagger" ? "2.0" : `3.0.0`;
    root.reporter.report("version-number", key.at, { key: key.name, meant });
  }
  return version;
}

function versionOf(key: Cursor, written: string): SpecVersion | undefined {
  if (key.name === "swagger") return /^2(?:\.0)*$/.test(written) ? swagger2 : undefined;
  // A YAML number loses its zero: `openapi: 3.0` is 3.
  const [, minor] = /^3(?:\.([012])(?:[.-].*)?)?$/.exec(written) ?? [undefined, undefined];
  if (minor === undefined) return written === "3" ? openApi3(0) : undefined;
  return openApi3(Number(minor));
}
