import type { Cursor } from "../../load/cursor.js";
import { recall } from "../../load/recall.js";
import type { GatewayModel, Operation, Upstream } from "../../model/gateway-model.js";
import { variablesIn } from "../../model/header-rules.js";
import type { Integration, TemplatePart } from "../../model/integration.js";
import { requestSchemas, responseSchemas } from "../../model/checked-schemas.js";
import { GATEWAY } from "../gateway/check-places.js";
import { GatewayExtension } from "../gateway/gateway-extension.js";
import { readEnforcement } from "../gateway/read-enforcement.js";
import { readHandler } from "../gateway/read-handler.js";
import { readTransforms } from "../gateway/read-transforms.js";
import { validateByMode, validateResponseByMode } from "../gateway/validate-by-mode.js";
import { declaredParameters } from "../declared-parameters.js";
import { placesOf } from "../places-of.js";
import { readOrOmit } from "../omit-operation.js";
import type { ReadOptions } from "../read-options.js";
import { itemsOf, pathEntries } from "./path-items.js";
import { readDeclaredChecks } from "./read-declared-checks.js";
import { readDeclaredResponses } from "./read-declared-responses.js";
import { readInfo } from "./read-info.js";
import type { DocumentOperation } from "./read-operations.js";
import { hasExamples, withExamples } from "./read-operation-examples.js";
import { operationsOf, summaryOf } from "./read-operations.js";
import type { PathParameter } from "./read-path.js";
import { SchemaReader } from "./read-schema.js";
import { readSecurity, readSecuritySchemes } from "./read-security.js";
import { ServerReader } from "./read-server.js";
import type { Reading } from "./reading.js";
import type { SpecVersion } from "./spec-version.js";

/** Milliseconds that a plain document's upstream may take to answer. */
const TIMEOUT_MS = 30_000;

/**
 * Reads a document without vendor extensions: everything that it declares is checked, and what
 * passes is proxied to the first server that is named for it.
 */
export function readPlainModel(
  root: Cursor,
  version: SpecVersion,
  { omitUnsupported = false }: ReadOptions,
): GatewayModel {
  const schemas = new SchemaReader(version.schemaRules);
  const schemes = readSecuritySchemes(
    version.securitySchemes(root),
    () => undefined,
    (scheme, declared) => readEnforcement(scheme, declared) ?? { kind: "hook" },
  );
  const gateway = new GatewayExtension(root, "openapi");
  const reading = { root, version, schemes, schemas, gateway };
  const readPaths = (paths: readonly Cursor[], index = 0) => {
    const servers = new ServerReader(root, version);
    const operations = operationsOf(itemsOf(paths), version, "plain").flatMap((each, further) => {
      const one = readOrOmit(each, omitUnsupported, (own) => readOperation(reading, own, servers));
      return one === undefined ? [] : withExamples(one, index + further, each, reading);
    });
    return { operations, upstreams: servers.upstreams };
  };
  const basisOf = (isShown: boolean) =>
    root.source.memory?.basis(`paths ${isShown}`, {
      omitUnsupported,
      version: (root.get("openapi") ?? root.get("swagger"))?.value,
      schemes,
      gateway: root.get(GATEWAY)?.value,
    });
  const [shown, others] = [basisOf(true), basisOf(false)];
  const paths = pathEntries(root);
  // Who has a fragment must be read with those that have none.
  const isEachApart = paths.every(({ name }) => !name.includes("#"));
  const read = isEachApart
    ? paths.map((each, index) =>
        recall(each, hasExamples(index) ? shown : others, () => readPaths([each], index)),
      )
    : [readPaths(paths)];
  const called = new Map(read.flatMap((each) => each.upstreams).map((each) => [each.id, each]));
  const { operations, upstreams } = gateway.joinUpstreams(
    read.flatMap((each) => each.operations),
    [...called.values()],
  );
  const checked = [...operations.flatMap(requestSchemas), ...operations.flatMap(responseSchemas)];
  if (root.source.memory !== undefined) schemas.readReferences(checked, root);
  const used = new Set(operations.flatMap((each) => each.security.flat()).map((r) => r.scheme));
  const { limits, headerRules, usagePlans, cors } = gateway;
  return {
    ...readInfo(root),
    family: "openapi",
    operations,
    schemas: schemas.named(checked),
    securitySchemes: schemes
      .filter((scheme) => used.has(scheme.name))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ...gateway.traffic,
    ...(usagePlans !== undefined && { usagePlans }),
    gatewayResponses: [],
    ...(cors !== undefined && { cors }),
    functions: gateway.functionsOf([], []),
    upstreams,
    ...(limits !== undefined && { limits }),
    ...(headerRules !== undefined && { headerRules }),
    stageVariables: [],
    variables: variablesIn([headerRules, ...operations.map((each) => each.headerRules)], cors),
    places: placesOf(gateway.written),
  };
}

function readOperation(
  reading: Reading,
  read: DocumentOperation,
  servers: ServerReader,
): Operation {
  const { operation, method, path, pathParameters } = read;
  const { root, version } = reading;
  const extension = reading.gateway.of(read);
  const { limits, headerRules, validateRequest, validateResponse, errors } = extension;
  const { throttle, cache } = extension;
  const responseValidation = validateResponseByMode(validateResponse, () =>
    readDeclaredResponses(reading, read),
  );
  const validation = validateByMode(validateRequest, () => readDeclaredChecks(reading, read));
  const proxy = (): Integration =>
    proxyTo(extension.upstream ?? servers.upstreamOf(read), method, path, pathParameters);
  const answering = readHandler(extension, reading, read, validation, TIMEOUT_MS) ?? proxy();
  const integration = extension.applyTo(answering, undefined);
  const transforms = readTransforms(extension, reading, read, { validation, integration });
  return {
    operationId: operation.stringAt("operationId"),
    method,
    path,
    summary: summaryOf(operation),
    security: readSecurity(reading, operation),
    validation,
    integration,
    ...(transforms !== undefined && { transforms }),
    ...(responseValidation !== undefined && { responseValidation }),
    ...(errors !== undefined && { errors }),
    ...(limits !== undefined && { limits }),
    ...(throttle !== undefined && { throttle }),
    ...(cache !== undefined && { cache }),
    ...(extension.keepsResponses(read) && {
      cacheKey: { parameters: declaredParameters(read), declared: [] },
    }),
    ...(headerRules !== undefined && { headerRules }),
    at: operation.keyAt,
    places: placesOf({
      body: version.requestBodyOf(read),
      integration: extension.handler,
      security: operation.get("security") ?? root.get("security"),
      ...extension.written,
    }),
  };
}

/** The operation's own path at the upstream, its parameters as they were sent. */
function proxyTo(
  upstream: Upstream,
  method: string,
  path: string,
  parameters: readonly PathParameter[],
): Integration {
  const names = new Set(parameters.map(({ name }) => name));
  // The query comes from the client, like the rest of it.
  const [plain = ""] = path.split("?");
  const parts = plain.split(/\{([^{}]+)\}/).flatMap((text, index): TemplatePart[] => {
    if (index % 2 === 0) return text === "" ? [] : [{ kind: "text", text }];
    const name = text.replace(/(?<=.)\+$/, "");
    return names.has(name) ? [{ kind: "sent", name }] : [];
  });
  return {
    kind: "http-proxy",
    upstream: upstream.id,
    method,
    path: parts,
    uriQuery: [],
    query: [],
    headers: [],
    timeoutMs: TIMEOUT_MS,
  };
}
