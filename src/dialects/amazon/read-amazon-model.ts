import type { Cursor } from "../../load/cursor.js";
import type { GatewayModel, Operation } from "../../model/gateway-model.js";
import { requestSchemas, responseSchemas } from "../../model/checked-schemas.js";
import type { ReadOptions } from "../read-options.js";
import { GatewayExtension } from "../gateway/gateway-extension.js";
import { readHandler } from "../gateway/read-handler.js";
import { readTransforms } from "../gateway/read-transforms.js";
import { tighten, validateByMode, validateResponseByMode } from "../gateway/validate-by-mode.js";
import { readInfo } from "../openapi/read-info.js";
import { placesOf } from "../places-of.js";
import type { Traffic } from "../../model/stage.js";
import { readOrOmit } from "../omit-operation.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import { withExamples } from "../openapi/read-operation-examples.js";
import { readOperations, summaryOf } from "../openapi/read-operations.js";
import { readDeclaredChecks } from "../openapi/read-declared-checks.js";
import { readDeclaredResponses } from "../openapi/read-declared-responses.js";
import { SchemaReader } from "../openapi/read-schema.js";
import type { Reading } from "../openapi/reading.js";
import type { SpecVersion } from "../openapi/spec-version.js";
import { readSecuritySchemes } from "../openapi/read-security.js";
import type { ApiFamily } from "./extension.js";
import { apiFamily } from "./api-family.js";
import { checkExportVersion } from "./check-export-version.js";
import { checkAuthorizer } from "./check-authorizer.js";
import { checkResponseStatuses } from "./check-response-statuses.js";
import { checkDocumentExtensions, checkExtensions } from "./check-extensions.js";
import { describeAuthorizer } from "./describe-authorizer.js";
import { belowBasePath } from "../base-path.js";
import { httpApiRoutes, refuseDefaultRoutes, restApiRoutes } from "./family-routes.js";
import { MODEL_RULES } from "./model-rules.js";
import { readCacheKey } from "./read-cache-key.js";
import { readAmazonEnforcement } from "./read-amazon-enforcement.js";
import { iamScheme, readAmazonSecurity, securityIn } from "./read-amazon-security.js";
import { convertsBodies, readBinaryMediaTypes } from "./read-binary-media-types.js";
import { readCompressionSize } from "./read-compression-size.js";
import { readCors } from "./read-cors.js";
import { readGatewayResponses } from "./read-gateway-responses.js";
import type { Targets } from "./read-integration.js";
import { readIntegration } from "./read-integration.js";
import { readResourcePolicy } from "./read-resource-policy.js";
import { readRequestValidation, validatorIn } from "./read-request-validation.js";
import { TIMEOUTS } from "./read-timeout.js";
import { configuredNames } from "./configured-names.js";
import { FunctionReader } from "./function-reader.js";
import { UpstreamReader } from "./upstream-reader.js";

const INTEGRATION = "x-amazon-apigateway-integration";

/** Reads a document in Amazon API Gateway's dialect, as a REST API or an HTTP API. */
export function readAmazonModel(
  root: Cursor,
  version: SpecVersion,
  { api, basepath = "ignore", omitUnsupported = false }: ReadOptions,
): GatewayModel {
  const written = readOperations(root, version, "amazon");
  const family = apiFamily(root, version, written, api);
  if (family === "rest") refuseDefaultRoutes(written);
  else checkExportVersion(root);
  const routed = family === "http" ? httpApiRoutes(written) : restApiRoutes(written);
  const found = belowBasePath(routed, root, version, basepath);
  checkDocumentExtensions(root, family);
  const schemas = new SchemaReader(MODEL_RULES);
  const functions = new FunctionReader();
  const schemes = [
    ...readSecuritySchemes(version.securitySchemes(root), describeAuthorizer, (scheme, declared) =>
      readAmazonEnforcement(scheme, declared, { root, family, functions }),
    ),
  ];
  for (const [, scheme] of version.securitySchemes(root)) checkAuthorizer(scheme);
  const iam = found.find(({ operation }) => operation.has("x-amazon-apigateway-auth"));
  if (iam !== undefined) schemes.push(iamScheme(iam.operation));
  const upstreams = new UpstreamReader();
  const gateway = new GatewayExtension(root, family);
  const binaryMediaTypes = family === "rest" ? readBinaryMediaTypes(root) : [];
  const reading = {
    root,
    version,
    family,
    schemes,
    schemas,
    gateway,
    targets: { upstreams, functions },
    binaryMediaTypes,
  };
  const read = found.flatMap((each, index) => {
    const one = readOrOmit(each, omitUnsupported, (own) => readOperation(reading, own));
    return one === undefined ? [] : withExamples(one, index, each, reading);
  });
  const { operations, upstreams: called } = gateway.joinUpstreams(read, upstreams.all);
  const used = new Set(operations.flatMap((each) => each.security.flat()).map((r) => r.scheme));
  const schemesUsed = schemes.filter(({ name }) => used.has(name));
  const invoked = new Set([
    ...operations.flatMap(({ integration }) =>
      "function" in integration ? integration.function : [],
    ),
    ...schemesUsed.flatMap(({ enforcement }) =>
      enforcement.kind === "lambda" ? enforcement.function : [],
    ),
  ]);
  const functionsUsed = gateway.functionsOf(functions.used(invoked), functions.all);
  functions.reportUnknown(functionsUsed, root.reporter);
  functions.reportStreaming(functionsUsed, root.reporter);
  const compressFrom = family === "rest" ? readCompressionSize(root) : undefined;
  const { limits, headerRules, usagePlans } = gateway;
  const converts =
    binaryMediaTypes.length > 0 ||
    operations.some(({ integration }) => convertsBodies(integration));
  const gatewayResponses = family === "rest" ? readGatewayResponses(root) : [];
  const readOfCors = readCors(root); // A value that is none is a fault in either family.
  const own = gateway.cors;
  if (family === "http" && readOfCors !== undefined && own !== undefined) {
    root.reporter.report("cors-twice", root.get("x-amazon-apigateway-cors")?.keyAt);
  }
  const cors = own ?? (family === "http" ? readOfCors : undefined);
  const resourcePolicy = family === "rest" ? readResourcePolicy(root) : undefined;
  const configured = [
    operations,
    called,
    functionsUsed,
    schemesUsed,
    resourcePolicy,
    gatewayResponses,
    cors,
    headerRules,
  ];
  return {
    ...readInfo(root),
    family,
    operations,
    schemas: schemas.named([
      ...operations.flatMap(requestSchemas),
      ...operations.flatMap(responseSchemas),
    ]),
    securitySchemes: schemesUsed.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ...gateway.traffic,
    ...(usagePlans !== undefined && { usagePlans }),
    ...(resourcePolicy !== undefined && { resourcePolicy }),
    gatewayResponses,
    ...(cors !== undefined && { cors }),
    ...(converts && { binaryMediaTypes }),
    ...(compressFrom !== undefined && { compressFrom }),
    upstreams: called,
    functions: functionsUsed,
    ...(limits !== undefined && { limits }),
    ...(headerRules !== undefined && { headerRules }),
    stageVariables: withDeclared(configuredNames("stageVariable", configured), gateway.traffic),
    variables: configuredNames("variable", configured),
    places: placesOf(placesIn(root, gateway)),
  };
}

/** Functions are told all variables of a stage, not only those that mappings name. */
function withDeclared(names: readonly string[], { stages = [] }: Traffic): readonly string[] {
  const declared = stages.flatMap(({ variables, canary }) => [
    ...Object.keys(variables),
    ...Object.keys(canary?.variables ?? {}),
  ]);
  return [...new Set([...names, ...declared])].toSorted();
}

/** Where a document says what the whole gateway has. */
function placesIn(root: Cursor, { written }: GatewayExtension) {
  const at = (key: string) => root.get(`x-amazon-apigateway-${key}`);
  return {
    ...written,
    binaryMediaTypes: at("binary-media-types"),
    compressFrom: at("minimum-compression-size"),
    cors: written.cors ?? at("cors"),
    gatewayResponses: at("gateway-responses"),
    resourcePolicy: at("policy"),
  };
}

/** HTTP APIs check no requests. */
const NOTHING_CHECKED = { parameters: undefined, body: undefined };

interface AmazonReading extends Reading {
  readonly family: ApiFamily;
  readonly targets: Targets;
  readonly binaryMediaTypes: readonly string[];
}

function readOperation(reading: AmazonReading, read: DocumentOperation): Operation | undefined {
  const { operation, method, path } = read;
  const { family } = reading;
  checkExtensions(operation, "operation", family);
  const security = readAmazonSecurity(reading, operation, family);
  const extension = reading.gateway.of(read);
  const { limits, headerRules, validateRequest, validateResponse, errors } = extension;
  const { throttle, cache } = extension;
  const validation = validateByMode(validateRequest, () => {
    const rules = family === "rest" ? readRequestValidation(reading, read) : NOTHING_CHECKED;
    return validateRequest === undefined
      ? rules
      : tighten(rules, readDeclaredChecks(reading, read));
  });
  const responseValidation = validateResponseByMode(validateResponse, () =>
    readDeclaredResponses(reading, read),
  );
  if (family === "rest") checkResponseStatuses(operation);
  const bodies = reading.binaryMediaTypes.length > 0 ? "either" : "text";
  const integration =
    readHandler(extension, reading, read, validation, TIMEOUTS[family].usual) ??
    readIntegration(read, reading.targets, bodies, family);
  if (integration === undefined) return undefined;
  const transforms = readTransforms(extension, reading, read, { validation, integration });
  const written = operation.get(INTEGRATION)?.follow();
  const timeout = written?.get("timeoutInMillis");
  return {
    operationId: operation.stringAt("operationId"),
    method,
    path,
    summary: summaryOf(operation),
    security,
    validation,
    integration: extension.applyTo(integration, timeout),
    ...(transforms !== undefined && { transforms }),
    ...(responseValidation !== undefined && { responseValidation }),
    ...(errors !== undefined && { errors }),
    ...(limits !== undefined && { limits }),
    ...(throttle !== undefined && { throttle }),
    ...(cache !== undefined && { cache }),
    ...(extension.keepsResponses(read) && { cacheKey: readCacheKey(read, written) }),
    ...(headerRules !== undefined && { headerRules }),
    at: operation.keyAt,
    places: placesOf({
      ...extension.written,
      body: reading.version.requestBodyOf(read),
      integration: extension.handler ?? operation.get(INTEGRATION),
      security: securityIn(reading.root, operation),
      timeoutMs: extension.written.timeoutMs ?? timeout,
      upstream: extension.written.upstream ?? written?.get("uri"),
      validation: extension.written.validation ?? validatorIn(reading.root, operation),
    }),
  };
}
