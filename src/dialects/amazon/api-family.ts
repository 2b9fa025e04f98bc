import type { Cursor } from "../../load/cursor.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import { DEFAULT_ROUTE } from "../openapi/read-operations.js";
import type { SpecVersion } from "../openapi/spec-version.js";
import type { ApiFamily } from "./extension.js";
import { extensions } from "./extensions.js";
import { integrationFields } from "./integration-fields.js";

/**
 * Which of Amazon's products a document describes: what the user says, else a REST API if anything
 * in it is a REST API's alone, else an HTTP API if anything is an HTTP API's, else a REST API. What
 * the other product takes without a word decides only where nothing else does.
 */
export function apiFamily(
  root: Cursor,
  version: SpecVersion,
  operations: readonly DocumentOperation[],
  api: ApiFamily | undefined,
): ApiFamily {
  const { reporter } = root;
  const swagger = root.get("swagger");
  if (swagger !== undefined) {
    // Amazon imports Swagger 2.0 as REST APIs only.
    if (api === "http") reporter.report("swagger-of-http-api", swagger.at);
    return "rest";
  }
  if (api !== undefined) return api;
  const ofRest = indicators(root, version, operations, "rest");
  const ofHttp = indicators(root, version, operations, "http");
  const isSure = ({ name }: Cursor) => !TAKEN_BY_BOTH.has(name);
  const [rest, http] = [ofRest.find(isSure), ofHttp.find(isSure)];
  if (rest === undefined) {
    if (http !== undefined) return "http";
    if (ofRest.length > 0) return "rest";
    if (ofHttp.length > 0) return "http";
    reporter.report("unclear-api-family", root.get("openapi")?.keyAt);
    return "rest";
  }
  // Authorizers of HTTP APIs are honoured in REST APIs too.
  if (http !== undefined && http.name !== AUTHORIZER) {
    const related = [{ at: rest.keyAt, message: `${rest.name} is of a REST API` }];
    reporter.report("mixed-api-families", http.keyAt, { http: http.name }, related);
  }
  return "rest";
}

const AUTHORIZER = "x-amazon-apigateway-authorizer";

/** HTTP APIs ignore the first, and REST APIs the second. */
const TAKEN_BY_BOTH = new Set(["passthroughBehavior", "payloadFormatVersion"]);

/** What a document has that only one product knows. */
function indicators(
  root: Cursor,
  version: SpecVersion,
  operations: readonly DocumentOperation[],
  family: ApiFamily,
): readonly Cursor[] {
  const authorizers = version
    .securitySchemes(root)
    .flatMap(([, scheme]) => scheme.get(AUTHORIZER) ?? []);
  const tags = root.get("tags");
  const holders = [
    root,
    root.get("components"),
    ...(tags?.isArray === true ? tags.items() : []),
    ...operations.map(({ operation }) => operation),
  ];
  return [
    ...holders.flatMap((holder) =>
      membersOf(holder).filter(({ name }) => extensions.get(name)?.only === family),
    ),
    ...integrationsOf(root, operations).flatMap((each) => ofIntegration(each, family)),
    ...authorizers.filter((authorizer) => isAuthorizerOf(authorizer, family)),
    ...(family === "http" ? operations.flatMap(defaultRoute) : []),
  ];
}

const TYPES = { rest: ["aws", "http", "mock"], http: [] } as const;

const TARGETS = { rest: /^integration\./, http: /^(?:append|overwrite|remove):/ } as const;

function ofIntegration(integration: Cursor, family: ApiFamily): readonly Cursor[] {
  const type = integration.get("type");
  const serverName = integration.get("tlsConfig")?.get("serverNameToVerify");
  const types: readonly string[] = TYPES[family];
  return [
    ...membersOf(integration).filter(
      (field) => integrationFields.get(field.name)?.only === family && !isUsualFormat(field),
    ),
    ...(type !== undefined && types.includes(wordOf(type)) ? [type] : []),
    ...membersOf(integration.get("requestParameters")).filter(({ name }) =>
      TARGETS[family].test(name),
    ),
    ...(family === "http" && serverName !== undefined ? [serverName] : []),
  ];
}

/** Version 1.0 of payloads tells nothing: exports of REST APIs have it too. */
function isUsualFormat({ name, scalar }: Cursor): boolean {
  return name === "payloadFormatVersion" && Number(scalar) === 1;
}

function isAuthorizerOf(authorizer: Cursor, family: ApiFamily): boolean {
  const type = wordOf(authorizer.get("type"));
  if (family === "rest") return type === "token" || type === "cognito_user_pools";
  const fields = ["jwtConfiguration", "authorizerPayloadFormatVersion", "enableSimpleResponses"];
  return (
    type === "jwt" ||
    fields.some((field) => authorizer.has(field)) ||
    wordOf(authorizer.get("identitySource")).startsWith("$request.")
  );
}

function defaultRoute({ path, pathItem, operation }: DocumentOperation): readonly Cursor[] {
  const flag = operation.get("isDefaultRoute");
  if (flag !== undefined) return [flag];
  return DEFAULT_ROUTE.test(path) ? [pathItem] : [];
}

function integrationsOf(root: Cursor, operations: readonly DocumentOperation[]): readonly Cursor[] {
  return [
    ...membersOf(root.get("components")?.get("x-amazon-apigateway-integrations")),
    ...operations.flatMap(
      ({ operation }) => operation.get("x-amazon-apigateway-integration") ?? [],
    ),
  ];
}

function membersOf(holder: Cursor | undefined): readonly Cursor[] {
  return holder?.isObject === true ? holder.entries().map(([, member]) => member) : [];
}

function wordOf(value: Cursor | undefined): string {
  return value?.scalar.toLowerCase() ?? "";
}
