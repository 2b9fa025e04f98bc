import { sentToService, sentUpstream } from "../../../templates/runtime/mapped-headers.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import { mayOverrideRequest } from "../../model/body-template.js";
import type { Integration } from "../../model/integration.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import type { ApiFamily } from "./extension.js";
import { checkVpcLink, isPrivate } from "./private-integration.js";
import type { Bodies } from "./read-content-handling.js";
import { readHttpApiIntegration } from "./read-http-api-integration.js";
import { readHttpCall } from "./read-http-call.js";
import {
  callsFunction,
  readHttpApiLambda,
  readLambda,
  readLambdaProxy,
} from "./read-lambda-integration.js";
import { readMock } from "./read-mock.js";
import { readPassthrough } from "./read-passthrough.js";
import { readRequestTemplates } from "./read-request-templates.js";
import { readResponses } from "./read-responses.js";
import { readServiceAction } from "./read-service-action.js";
import { readServiceIntegration } from "./read-service-integration.js";
import type { UpstreamReader } from "./upstream-reader.js";
import type { FunctionReader } from "./function-reader.js";

const TYPES = ["http_proxy", "http", "mock", "aws_proxy", "aws"];

/** What integrations call, collected as they are read. */
export interface Targets {
  readonly upstreams: UpstreamReader;
  readonly functions: FunctionReader;
}

/** Reads what answers an operation; undefined, with the reason reported, when that cannot be done. */
export function readIntegration(
  read: DocumentOperation,
  targets: Targets,
  bodies: Bodies,
  family: ApiFamily,
): Integration | undefined {
  const { operation, route } = read;
  const { reporter } = operation;
  const integration = operation.get("x-amazon-apigateway-integration")?.follow();
  if (integration === undefined) {
    if (operation.has("x-amazon-apigateway-integration")) return undefined;
    reporter.report("missing-integration", operation.keyAt, { route });
    return { kind: "not-implemented", why: "no x-amazon-apigateway-integration" };
  }
  if (!integration.mustBeObject()) return undefined;
  checkVpcLink(integration);
  const found =
    family === "http"
      ? readOfHttpApi(integration, read, targets)
      : readByType(integration, read, targets, bodies);
  if (found !== undefined && !("service" in found)) reportUnusedCredentials(integration);
  if (family === "http") return found;
  if (found === undefined || !("timeoutMs" in found)) return found;
  const target = failingMapping(integration);
  return target === undefined
    ? found
    : { kind: "misconfigured", why: `${target} must not be mapped` };
}

/** HTTP APIs have no other HTTP integration than the proxy, and answer nothing by themselves. */
function readOfHttpApi(
  integration: Cursor,
  read: DocumentOperation,
  { upstreams, functions }: Targets,
): Integration | undefined {
  const type = integration.wordAt("type")?.toLowerCase();
  if (type === "http_proxy") return readHttpApiIntegration(integration, read, upstreams);
  if (type === "aws_proxy") {
    return integration.has("integrationSubtype")
      ? readServiceAction(integration)
      : readHttpApiLambda(integration, functions);
  }
  if (type === "http" || type === "mock" || type === "aws") {
    const at = integration.get("type")?.at;
    integration.reporter.report("integration-type-of-rest-api", at, { type });
    return undefined;
  }
  reportType(integration);
  return undefined;
}

function readByType(
  integration: Cursor,
  read: DocumentOperation,
  { upstreams, functions }: Targets,
  bodies: Bodies,
): Integration | undefined {
  const { reporter } = integration;
  const type = integration.wordAt("type")?.toLowerCase();
  const isHttp = type?.startsWith("http") === true;
  if (isHttp && !integration.has("httpMethod")) {
    reporter.report("missing-integration-method", integration.keyAt);
  }
  if (isHttp && isPrivate(integration)) {
    const at = integration.get("connectionType")?.at;
    reporter.report("private-integration", at, { where: "at its uri" });
  }
  if (type === "http_proxy") {
    const call = readHttpCall(integration, read, upstreams, bodies);
    const streams = integration.wordAt("responseTransferMode")?.toUpperCase() === "STREAM";
    return call && { kind: "http-proxy", ...call, ...(streams && { streams }) };
  }
  if (type === "http") {
    const requestTemplates = readRequestTemplates(integration);
    const responses = readResponses(integration, bodies);
    const otherwise = readPassthrough(integration, requestTemplates.length > 0);
    const isOverridden = requestTemplates.some(mayOverrideRequest);
    const call = readHttpCall(integration, read, upstreams, bodies, isOverridden);
    return call && { kind: "http", ...call, requestTemplates, otherwise, responses };
  }
  if (type === "mock") return readMock(integration);
  if (type === "aws" || type === "aws_proxy") {
    if (!callsFunction(integration)) return readServiceIntegration(integration, read, bodies);
    return type === "aws"
      ? readLambda(integration, functions, bodies)
      : readLambdaProxy(integration, functions);
  }
  reportType(integration);
  return undefined;
}

/** Says that there is no integration of this type. */
function reportType(integration: Cursor): void {
  const { reporter } = integration;
  const written = integration.wordAt("type");
  if (written === undefined && integration.has("type")) return;
  const nearest = didYouMean(written?.toLowerCase() ?? "", TYPES);
  const at = integration.get("type")?.at ?? integration.at;
  reporter.report("unknown-integration-type", at, { type: written ?? "", nearest });
}

/** What is no service is called without a role. */
function reportUnusedCredentials(integration: Cursor): void {
  const credentials = integration.get("credentials");
  if (credentials === undefined || credentials.value === null) return;
  integration.reporter.report("ignored-integration-field", credentials.keyAt, {
    field: "credentials",
    why: "only integrations with AWS services use it",
  });
}

/** The mapping by which Amazon fails every request to an integration, if it has one. */
function failingMapping(integration: Cursor): string | undefined {
  const type = integration.wordAt("type")?.toLowerCase();
  const fateOf = type?.startsWith("aws") === true ? sentToService : sentUpstream;
  const [target, value] =
    integration.entriesAt("requestParameters").find(([key]) => {
      const [, header] = /^integration\.request\.header\.(.+)$/s.exec(key) ?? [];
      return header !== undefined && fateOf(header) === "fails";
    }) ?? [];
  // All else that these map is for nothing, so that nobody read it.
  if (target !== undefined && type === "aws_proxy") {
    integration.reporter.report("forbidden-mapping", value?.keyAt, { target });
  }
  return target;
}
