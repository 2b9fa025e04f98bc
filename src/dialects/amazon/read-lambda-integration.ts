import { sentToService } from "../../../templates/runtime/mapped-headers.js";
import type { Cursor } from "../../load/cursor.js";
import type {
  HttpApiLambdaIntegration,
  LambdaIntegration,
  LambdaProxyIntegration,
  MisconfiguredIntegration,
} from "../../model/integration.js";
import type { FunctionReader } from "./function-reader.js";
import { parseRequestExpression } from "./parse-request-expression.js";
import type { Bodies } from "./read-content-handling.js";
import { readContentHandling } from "./read-content-handling.js";
import { readFunctionUri, readWholeFunction } from "./read-function-uri.js";
import { readMappings } from "./read-mappings.js";
import { readRequestChanges, readResponseMappings } from "./read-parameter-mappings.js";
import { readPassthrough } from "./read-passthrough.js";
import { readRequestTemplates } from "./read-request-templates.js";
import { readResponses } from "./read-responses.js";
import { readTimeout, TIMEOUTS } from "./read-timeout.js";

/**
 * Whether an integration of type `aws` or `aws_proxy` calls a Lambda function: by its URI, if that
 * names a service, else it is taken for one, since a placeholder hardly ever stands for another.
 */
export function callsFunction(integration: Cursor): boolean {
  const uri = integration.get("uri");
  const written = String(uri?.value ?? "").replaceAll(/\$\{[^{}]*\}/g, "placeholder");
  const [, service] = /^arn:[^:/]*:(?:apigateway:[^:/]*:)?([^:/]*):/.exec(written) ?? [];
  return service === undefined || service === "lambda";
}

/** Reads a REST API's integration of type `aws_proxy` with a function. */
export function readLambdaProxy(
  integration: Cursor,
  functions: FunctionReader,
): LambdaProxyIntegration | MisconfiguredIntegration | undefined {
  const timeoutMs = readTimeout(integration, TIMEOUTS.rest);
  const uri = readUri(integration);
  const found = uri && readFunctionUri(uri);
  if (uri === undefined || found === undefined) return undefined;
  const id = functions.read(found.function, uri, found.streams);
  const method = integration.wordAt("httpMethod")?.toUpperCase();
  // Amazon imports any method, and sends it to Lambda, which takes POST alone.
  if (method !== undefined && method !== "POST") {
    const at = integration.get("httpMethod")?.at;
    integration.reporter.report("lambda-method", at, { method });
    return { kind: "misconfigured", why: `Lambda is called by POST, not ${method}` };
  }
  return { kind: "lambda-proxy", function: id, ...(found.streams && { streams: true }), timeoutMs };
}

/** Reads an HTTP API's integration of type `aws_proxy` with a function. */
export function readHttpApiLambda(
  integration: Cursor,
  functions: FunctionReader,
): HttpApiLambdaIntegration | undefined {
  const { headers, query, path } = readRequestChanges(integration);
  if (path !== undefined) {
    const target = "overwrite:path";
    const at = integration.get("requestParameters")?.get(target)?.keyAt;
    integration.reporter.report("ignored-mapping", at, { target });
  }
  const timeoutMs = readTimeout(integration, TIMEOUTS.http);
  const id = readFunction(integration, functions);
  const written = integration.get("payloadFormatVersion");
  const version = written === undefined ? undefined : written.scalar.replace(/^(\d)$/, "$1.0");
  if (version !== "1.0" && version !== "2.0") {
    const { reporter } = integration;
    if (version === undefined) reporter.report("missing-payload-version", integration.keyAt);
    else reporter.report("unknown-payload-version", written?.at, { found: version });
  }
  if (id === undefined) return undefined;
  return {
    kind: "http-api-lambda",
    function: id,
    // What Amazon's console and tools take where nothing is said.
    payloadFormatVersion: version === "1.0" ? "1.0" : "2.0",
    timeoutMs,
    query,
    headers,
    responses: readResponseMappings(integration),
  };
}

const SYNTAX = {
  target: /^integration\.request\.(header|querystring|path)\.(.+)$/s,
  form: "integration.request.header.NAME, .querystring.NAME or .path.NAME",
  parse: parseRequestExpression,
  fateOf: sentToService,
};

/** Reads a REST API's integration of type `aws` with a function. */
export function readLambda(
  integration: Cursor,
  functions: FunctionReader,
  bodies: Bodies,
): LambdaIntegration | undefined {
  const requestTemplates = readRequestTemplates(integration);
  const mapped = readMappings(integration.get("requestParameters"), SYNTAX);
  const bodyAs = readContentHandling(integration, bodies);
  const otherwise = readPassthrough(integration, requestTemplates.length > 0);
  const responses = readResponses(integration, bodies);
  const timeoutMs = readTimeout(integration, TIMEOUTS.rest);
  const id = readFunction(integration, functions);
  if (id === undefined) return undefined;
  // All that a function gets is its payload; what else is mapped ends at Lambda.
  const invocationType = mapped.find(
    ({ place, name }) => place === "header" && name.toLowerCase() === "x-amz-invocation-type",
  );
  return {
    kind: "lambda",
    function: id,
    ...(invocationType !== undefined && { invocationType: invocationType.value }),
    requestTemplates,
    otherwise,
    ...(bodyAs !== undefined && { bodyAs }),
    responses,
    timeoutMs,
  };
}

/**
 * The id of the function that an integration calls for its answer as a whole; undefined, with the
 * reason reported, if none.
 */
function readFunction(integration: Cursor, functions: FunctionReader): string | undefined {
  const uri = readUri(integration);
  return uri && readWholeFunction(uri, functions);
}

/** The URI of an integration; undefined, with the reason reported, if there is none. */
function readUri(integration: Cursor): Cursor | undefined {
  const uri = integration.get("uri");
  if (uri === undefined) {
    integration.reporter.report("missing-uri", integration.keyAt);
    return undefined;
  }
  return uri;
}
