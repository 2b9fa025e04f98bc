import { Reporter } from "../diagnostics/reporter.js";
import type { Location } from "../diagnostics/diagnostic.js";
import type { Cursor } from "../load/cursor.js";
import { plainValue } from "../load/plain-value.js";
import type { ExampleAnswer, ExampleAnswers, ExampleContent } from "../model/example-answer.js";
import type { GatewayModel } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import { OPERATION_KEYS } from "./openapi/operation-keys.js";
import { pathItems } from "./openapi/path-items.js";
import { sampleValue } from "./openapi/sample-value.js";
import { SchemaResources } from "./openapi/schema-resources.js";
import type { SpecVersion } from "./openapi/spec-version.js";
import { readVersion } from "./openapi/spec-version.js";

/**
 * What a document says that its operations answer: its examples, else values made from its schemas.
 * Nothing is reported: what is wrong was told where the model was read.
 */
export function exampleAnswers(document: Cursor, model: GatewayModel): ExampleAnswers {
  const quiet = document.reportingTo(new Reporter());
  const version = readVersion(quiet);
  if (version === undefined) return {};
  const root = quiet.knowing(new SchemaResources(quiet.source, version.schemaRules));
  const operations = new Map<string, Cursor>();
  for (const { item } of pathItems(root)) {
    if (!item.isObject) continue;
    for (const [key, operation] of item.entries()) {
      if (OPERATION_KEYS.has(key)) operations.set(placeOf(operation.at), operation);
    }
  }
  return Object.fromEntries(
    model.operations.map((operation) => {
      const written = operations.get(placeOf(operation.at));
      return [routeOf(operation), written === undefined ? [] : answersOf(written, root, version)];
    }),
  );
}

function placeOf({ file, pointer }: Location): string {
  return `${file}#${pointer}`;
}

/** The first that is a success comes first. */
function answersOf(
  operation: Cursor,
  root: Cursor,
  version: SpecVersion,
): readonly ExampleAnswer[] {
  const responses = operation.get("responses");
  if (responses?.isObject !== true) return [];
  const answers = responses.entries().flatMap(([code, written]): readonly ExampleAnswer[] => {
    const status = statusOf(code);
    const response = written.follow();
    if (status === undefined || response?.isObject !== true) return [];
    const content = contentOf(response, operation, root, version);
    return [{ status, headers: headersOf(response), ...(content !== undefined && { content }) }];
  });
  const success = answers.find(({ status }) => status >= 200 && status < 300);
  return success === undefined ? answers : [success, ...answers.filter((each) => each !== success)];
}

/** `200`; the first of a range, `2XX`; what else is answered (`default`) counts as a success. */
function statusOf(code: string): number | undefined {
  if (code === "default") return 200;
  const status = Number(code.replace(/xx$/i, "00"));
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
}

/** JSON before anything else. */
function contentOf(
  response: Cursor,
  operation: Cursor,
  root: Cursor,
  version: SpecVersion,
): ExampleContent | undefined {
  const content = version.responseContent(response, operation, root);
  const media = content.find(({ mediaType }) => isJson(mediaType)) ?? content[0];
  if (media === undefined) return undefined;
  // A range stands for whatever the gateway says.
  const mediaType = media.mediaType.includes("*") ? "application/json" : media.mediaType;
  const example = exampleOf(response, media.mediaType);
  const value =
    example === undefined
      ? media.schema && sampleValue(media.schema)
      : (plainValue(example) ?? example.prose());
  if (value === undefined) return undefined;
  const text = typeof value === "string" && !isJson(mediaType) ? value : JSON.stringify(value);
  return { mediaType, text, isWritten: example !== undefined };
}

/** The example beside a schema: one, or the first of several; Swagger 2.0 has one by media type. */
function exampleOf(response: Cursor, mediaType: string): Cursor | undefined {
  const isOf = (key: string) => key.split(";")[0]?.trim().toLowerCase() === mediaType;
  const named = (holder: Cursor | undefined) =>
    holder?.isObject === true ? holder.entries().find(([key]) => isOf(key))?.[1] : undefined;
  const media = named(response.get("content"));
  if (media === undefined) return named(response.get("examples"));
  const examples = media.get("examples");
  const [first] = examples?.isObject === true ? examples.entries() : [];
  const described = first?.[1].follow();
  return media.get("example") ?? described?.get("value") ?? described?.get("dataValue");
}

/** Those that are one line of text. */
function headersOf(response: Cursor): readonly (readonly [string, string])[] {
  const headers = response.get("headers");
  if (headers?.isObject !== true) return [];
  return headers.entries().flatMap(([name, written]): readonly (readonly [string, string])[] => {
    const header = written.follow();
    if (header?.isObject !== true || /^content-(?:type|length)$/i.test(name)) return [];
    const example = header.get("example");
    // Swagger 2.0 describes a header as it does a schema.
    const value =
      example === undefined ? sampleValue(header.get("schema") ?? header) : plainValue(example);
    const text = ["string", "number", "boolean"].includes(typeof value) ? String(value) : "";
    return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[ -~]+$/.test(text) ? [[name, text]] : [];
  });
}

function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/(?:.+\+)?json$|^\*\/\*$|^application\/\*$/.test(mediaType);
}
