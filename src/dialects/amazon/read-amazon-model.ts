import type { Cursor } from "../../load/cursor.js";
import type { GatewayModel, Operation } from "../../model/gateway-model.js";
import type { Integration } from "../../model/integration.js";
import type { SecurityScheme } from "../../model/security.js";
import { readInfo } from "../openapi/read-info.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import { readOperations, summaryOf } from "../openapi/read-operations.js";
import { SchemaReader } from "../openapi/read-schema.js";
import { readSecuritySchemes } from "../openapi/read-security.js";
import { httpApiIndicator } from "./api-family.js";
import { checkExtensions } from "./check-extensions.js";
import { describeAuthorizer } from "./describe-authorizer.js";
import { iamScheme, readAmazonSecurity } from "./read-amazon-security.js";
import { readIntegration } from "./read-integration.js";
import { readRequestValidation } from "./read-request-validation.js";
import { stageVariablesOf } from "./stage-variables.js";

/** Reads a document in Amazon API Gateway's dialect as a REST API. */
export function readAmazonModel(root: Cursor, api: "rest" | undefined): GatewayModel {
  const found = readOperations(root, true);
  refuseHttpApi(root, found, api);
  checkExtensions(root);
  // Models are draft 4; Amazon drops `nullable` and what else OpenAPI adds.
  const schemas = new SchemaReader({ nullable: false, booleanExclusive: true });
  const schemes = [...readSecuritySchemes(root, describeAuthorizer)];
  const iam = found.find(({ operation }) => operation.has("x-amazon-apigateway-auth"));
  if (iam !== undefined) schemes.push(iamScheme(iam.operation));
  const operations = found.flatMap((each) => readOperation(root, each, schemes, schemas) ?? []);
  const used = new Set(operations.flatMap((each) => each.security.flat()).map((r) => r.scheme));
  const origins = operations.flatMap(({ integration }) => originOf(integration) ?? []);
  return {
    ...readInfo(root),
    family: "rest",
    operations,
    schemas: schemas.named,
    securitySchemes: schemes
      .filter((scheme) => used.has(scheme.name))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    resourcePolicy: root.has("x-amazon-apigateway-policy"),
    upstreams: [...new Set(origins)].toSorted().map((origin) => ({ id: origin, baseUrl: origin })),
    stageVariables: stageVariablesOf(operations),
  };
}

function refuseHttpApi(
  root: Cursor,
  operations: readonly DocumentOperation[],
  api: "rest" | undefined,
): void {
  const shown = api === "rest" ? undefined : httpApiIndicator(root, operations);
  if (shown === undefined) return;
  root.reporter.report("http-api-not-supported", shown.keyAt, { indicator: shown.name });
}

function readOperation(
  root: Cursor,
  read: DocumentOperation,
  schemes: readonly SecurityScheme[],
  schemas: SchemaReader,
): Operation | undefined {
  const { operation, method, path } = read;
  checkExtensions(operation);
  const security = readAmazonSecurity(root, operation, schemes);
  const validation = readRequestValidation(root, read, schemas);
  const integration = readIntegration(read);
  if (integration === undefined) return undefined;
  return {
    operationId: operation.stringAt("operationId"),
    method,
    path,
    summary: summaryOf(operation),
    security,
    validation,
    integration,
    at: operation.keyAt,
  };
}

function originOf(integration: Integration): string | undefined {
  return integration.kind === "mock" ? undefined : integration.upstream;
}
