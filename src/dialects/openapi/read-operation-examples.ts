import { Reporter } from "../../diagnostics/reporter.js";
import type { Cursor } from "../../load/cursor.js";
import { plainValue } from "../../load/plain-value.js";
import type { Operation } from "../../model/gateway-model.js";
import { isJsonMediaType } from "../../model/media-types.js";
import type {
  BodyExample,
  OperationExamples,
  ParameterExample,
  ResponseExample,
} from "../../model/operation-examples.js";
import type { Direction } from "../../schema/schema.js";
import type { DocumentOperation } from "./read-operations.js";
import type { Reading } from "./reading.js";
import type { SpecVersion, WrittenContent } from "./spec-version.js";
import { shownValues, suggestValue } from "./suggest-value.js";

const PLACES = ["path", "query", "header", "cookie"] as const;

/** Longer texts are left out: nobody reads them in a test. */
const LONGEST = 1000;

/** Operations of which examples are read: nobody reads more tests than these give. */
const MOST_OPERATIONS = 100;

/**
 * An operation with what the document shows of its messages, where it calls an upstream and is among the
 * first. What is wrong there is reported elsewhere.
 */
export function withExamples(
  operation: Operation,
  index: number,
  read: DocumentOperation,
  { version, root }: Pick<Reading, "version" | "root">,
): Operation {
  if (!hasExamples(index) || !("upstream" in operation.integration)) return operation;
  return { ...operation, examples: readExamples(read, version, root) };
}

/** Whether examples are read of an operation that is so many from the first, or of such a path. */
export function hasExamples(index: number): boolean {
  return index < MOST_OPERATIONS;
}

function readExamples(
  read: DocumentOperation,
  version: SpecVersion,
  root: Cursor,
): OperationExamples {
  const silent = new Reporter();
  const quiet = (each: Cursor) => each.reportingTo(silent);
  const operation = quiet(read.operation);
  const bodyParameters = read.bodyParameters.map(quiet);
  const body = version.requestBody({ ...read, operation, bodyParameters }, quiet(root));
  const holder = operation.get("requestBody")?.follow();
  const json = body && bodyExample(body.content, holder?.get("content"), "requests");
  return {
    parameters: read.parameters.map(quiet).flatMap((each) => parameterExample(each, version)),
    ...(json !== undefined && { body: json }),
    response: responseExample(operation, version, quiet(root)),
  };
}

function parameterExample(
  parameter: Cursor,
  version: SpecVersion,
): ParameterExample | readonly never[] {
  const place = PLACES.find((each) => each === parameter.proseAt("in").toLowerCase());
  const name = parameter.proseAt("name");
  if (place === undefined || name === "") return [];
  const schema = version.parameterSchema(parameter);
  const shown = [...beside(parameter), ...(schema === undefined ? [] : shownValues(schema))];
  const suggested = schema && suggestValue(schema, "requests");
  return {
    in: place,
    name,
    required: place === "path" || parameter.get("required")?.value === true,
    values: texts([...shown, suggested]),
    isShown: shown.length > 0,
  };
}

/** The first response that says that all went well. */
function responseExample(operation: Cursor, version: SpecVersion, root: Cursor): ResponseExample {
  const responses = operation.get("responses");
  const entries = responses?.isObject === true ? responses.entries() : [];
  const [status, written] = entries.find(([each]) => /^2\d\d$/.test(each)) ?? ["200"];
  const response = written?.follow();
  if (response?.isObject !== true) return { status: Number(status) };
  const content = version.responseContent(response, operation, root);
  const holder = response.get("content");
  const body = bodyExample(content, holder, "responses", response.get("examples"));
  return { status: Number(status), ...(body !== undefined && { body }) };
}

/**
 * The first body that is JSON.
 * @param holder what has examples by media type, each in a media type object
 * @param byType the same, each a value (Swagger 2.0)
 */
function bodyExample(
  content: WrittenContent,
  holder: Cursor | undefined,
  direction: Direction,
  byType?: Cursor,
): BodyExample | undefined {
  const json = content.find(({ mediaType }) => isJsonMediaType(mediaType));
  if (json === undefined) return undefined;
  const { mediaType, schema } = json;
  const members = holder?.isObject === true ? holder.entries() : [];
  const [, media] = members.find(([each]) => each.toLowerCase().startsWith(mediaType)) ?? [];
  const ofType = byType?.get(mediaType);
  const suggested = schema && suggestValue(schema, direction);
  return {
    mediaType,
    values: texts([
      ...(media === undefined ? [] : beside(media)),
      ofType && plainValue(ofType),
      suggested,
    ]),
  };
}

/** The examples that stand beside a schema. */
function beside(holder: Cursor): readonly unknown[] {
  const named = holder.get("examples");
  const members = named?.isObject === true ? named.entries().map(([, each]) => each) : [];
  const values = [holder.get("example"), ...members.map((each) => each.follow()?.get("value"))];
  return values.flatMap((each) => {
    const value = each && plainValue(each);
    return value === undefined ? [] : [value];
  });
}

function texts(values: readonly unknown[]): readonly string[] {
  const written = values.flatMap((each) => (each === undefined ? [] : JSON.stringify(each)));
  return [...new Set(written)].filter((text) => text.length <= LONGEST);
}
