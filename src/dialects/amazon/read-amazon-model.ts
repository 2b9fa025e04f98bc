import type { Cursor } from "../../load/cursor.js";
import type { GatewayModel, Operation } from "../../model/gateway-model.js";
import type { Integration } from "../../model/integration.js";
import { checkedSchemas } from "../../model/request-validation.js";
import type { ReadOptions } from "../read-options.js";
import { GatewayExtension } from "../gateway/gateway-extension.js";
import { tighten, validateByMode } from "../gateway/validate-by-mode.js";
import { readInfo } from "../openapi/read-info.js";
import { readOrOmit } from "../omit-operation.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import { readOperations, summaryOf } from "../openapi/read-operations.js";
import { readDeclaredChecks } from "../openapi/read-plain-model.js";
import { SchemaReader } from "../openapi/read-schema.js";
import type { Reading } from "../openapi/reading.js";
import type { SpecVersion } from "../openapi/spec-version.js";
import { readSecuritySchemes } from "../openapi/read-security.js";
import type { ApiFamily } from "./extension.js";
import { httpApiIndicator } from "./api-family.js";
import { checkAuthorizer } from "./check-authorizer.js";
import { checkResponseStatuses } from "./check-response-statuses.js";
import { checkDocumentExtensions, checkExtensions } from "./check-extensions.js";
import { describeAuthorizer } from "./describe-authorizer.js";
import { iamScheme, readAmazonSecurity } from "./read-amazon-security.js";
import { readGatewayResponses } from "./read-gateway-responses.js";
import { readIntegration } from "./read-integration.js";
import { readRequestValidation } from "./read-request-validation.js";
import { configuredNames } from "./configured-names.js";
import { UpstreamReader } from "./upstream-reader.js";

const INTEGRATION = "x-amazon-apigateway-integration";

/** Reads a document in Amazon API Gateway's dialect as a REST API. */
export function readAmazonModel(
  root: Cursor,
  version: SpecVersion,
  { api, omitUnsupported = false }: ReadOptions,
): GatewayModel {
  const found = readOperations(root, version, "amazon");
  const family = familyOf(root, found, api);
  checkDocumentExtensions(root, family);
  // Models are draft 4; Amazon drops `nullable` and what else OpenAPI adds.
  const schemas = new SchemaReader({
    nullable: false,
    booleanExclusive: true,
    typeLists: true,
    refSiblings: false,
  });
  const schemes = [...readSecuritySchemes(version.securitySchemes(root), describeAuthorizer)];
  for (const [, scheme] of version.securitySchemes(root)) checkAuthorizer(scheme);
  const iam = found.find(({ operation }) => operation.has("x-amazon-apigateway-auth"));
  if (iam !== undefined) schemes.push(iamScheme(iam.operation));
  const upstreams = new UpstreamReader();
  const gateway = new GatewayExtension(root, "rest");
  const reading = { root, version, family, schemes, schemas, gateway, upstreams };
  const operations = found.flatMap(
    (each) => readOrOmit(each, omitUnsupported, (read) => readOperation(reading, read)) ?? [],
  );
  const used = new Set(operations.flatMap((each) => each.security.flat()).map((r) => r.scheme));
  const called = new Set(operations.flatMap(({ integration }) => upstreamOf(integration) ?? []));
  const upstreamsUsed = gateway.upstreamsOf(operations, upstreams.used(called));
  const { limits } = gateway;
  const gatewayResponses = readGatewayResponses(root);
  return {
    ...readInfo(root),
    family: "rest",
    operations,
    schemas: schemas.named(operations.flatMap(checkedSchemas)),
    securitySchemes: schemes
      .filter((scheme) => used.has(scheme.name))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    resourcePolicy: root.has("x-amazon-apigateway-policy"),
    gatewayResponses,
    upstreams: upstreamsUsed,
    ...(limits !== undefined && { limits }),
    stageVariables: configuredNames("stageVariable", operations, upstreamsUsed, gatewayResponses),
    variables: configuredNames("variable", operations, upstreamsUsed, gatewayResponses),
  };
}

/** Which of Amazon's products the document describes; an HTTP API is refused. */
function familyOf(
  root: Cursor,
  operations: readonly DocumentOperation[],
  api: "rest" | undefined,
): ApiFamily {
  const shown = api === "rest" ? undefined : httpApiIndicator(root, operations);
  if (shown === undefined) return "rest";
  root.reporter.report("http-api-not-supported", shown.keyAt, { indicator: shown.name });
  return "http";
}

interface AmazonReading extends Reading {
  readonly family: ApiFamily;
  readonly upstreams: UpstreamReader;
}

function readOperation(reading: AmazonReading, read: DocumentOperation): Operation | undefined {
  const { operation, method, path } = read;
  checkExtensions(operation, "operation", reading.family);
  const security = readAmazonSecurity(reading, operation);
  const extension = reading.gateway.of(read);
  const { limits, validateRequest } = extension;
  const validation = validateByMode(validateRequest, () => {
    const rules = readRequestValidation(reading, read);
    return validateRequest === undefined
      ? rules
      : tighten(rules, readDeclaredChecks(reading, read));
  });
  checkResponseStatuses(operation);
  const isText = !reading.root.has("x-amazon-apigateway-binary-media-types");
  const integration = readIntegration(read, reading.upstreams, isText);
  if (integration === undefined) return undefined;
  const timeout = operation.get(INTEGRATION)?.follow()?.get("timeoutInMillis");
  return {
    operationId: operation.stringAt("operationId"),
    method,
    path,
    summary: summaryOf(operation),
    security,
    validation,
    integration: extension.applyTo(integration, timeout),
    ...(limits !== undefined && { limits }),
    at: operation.keyAt,
  };
}

function upstreamOf(integration: Integration): string | undefined {
  return "upstream" in integration ? integration.upstream : undefined;
}
