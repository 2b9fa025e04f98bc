import type { Cursor } from "../../load/cursor.js";
import type { DocumentOperation } from "../openapi/read-operations.js";

/** Root keys that only HTTP APIs have. */
const HTTP_KEYS = ["x-amazon-apigateway-importexport-version", "x-amazon-apigateway-cors"];

/** Root keys and integration fields that HTTP APIs do not take. */
const REST_KEYS = [
  "x-amazon-apigateway-api-key-source",
  "x-amazon-apigateway-binary-media-types",
  "x-amazon-apigateway-gateway-responses",
  "x-amazon-apigateway-minimum-compression-size",
  "x-amazon-apigateway-policy",
  "x-amazon-apigateway-request-validator",
  "x-amazon-apigateway-request-validators",
];
const REST_FIELDS = ["requestTemplates", "responses", "passthroughBehavior", "cacheKeyParameters"];
const REST_TYPES = ["aws", "http", "mock"];

/**
 * Where the document shows that it is an HTTP API: what only those have, with nothing in it that
 * only REST APIs have. Undefined for a REST API, which is also what a silent document is.
 */
export function httpApiIndicator(
  root: Cursor,
  operations: readonly DocumentOperation[],
): Cursor | undefined {
  if (REST_KEYS.some((key) => root.has(key))) return undefined;
  const integrations = operations.flatMap(
    ({ operation }) => operation.get("x-amazon-apigateway-integration") ?? [],
  );
  if (operations.some(({ operation }) => operation.has("x-amazon-apigateway-request-validator"))) {
    return undefined;
  }
  const isRest = integrations.some(
    (integration) =>
      REST_FIELDS.some((field) => integration.has(field)) ||
      REST_TYPES.includes(String(integration.get("type")?.value).toLowerCase()),
  );
  if (isRest) return undefined;
  return (
    HTTP_KEYS.map((key) => root.get(key)).find((key) => key !== undefined) ??
    root.get("components")?.get("x-amazon-apigateway-integrations") ??
    integrations
      .map((each) => each.get("payloadFormatVersion") ?? each.get("integrationSubtype"))
      .find((field) => field !== undefined) ??
    operations.find(({ path }) => path === "/$default")?.operation
  );
}
