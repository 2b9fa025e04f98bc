import { authorizer } from "./authorizer-shape.js";
import type { Extension, Field, Place } from "./extension.js";
import { anything, ignored, objectOf, supported, words } from "./extension.js";
import { gatewayResponses } from "./gateway-responses-shape.js";
import { integration } from "./integration-fields.js";

const at = (places: readonly Place[], field: Field): Extension => ({ ...field, places });

const cors = objectOf("x-amazon-apigateway-cors", {
  allowCredentials: anything,
  allowHeaders: anything,
  allowMethods: anything,
  allowOrigins: anything,
  exposeHeaders: anything,
  maxAge: anything,
});

const documentation = objectOf("x-amazon-apigateway-documentation", {
  version: anything,
  createdDate: anything,
  documentationParts: {
    kind: "list",
    items: objectOf("a documentation part", {
      location: objectOf("a documentation part's location", {
        type: anything,
        path: anything,
        method: anything,
        statusCode: anything,
        name: anything,
      }),
      properties: anything,
    }),
  },
});

const endpointConfiguration = objectOf("x-amazon-apigateway-endpoint-configuration", {
  disableExecuteApiEndpoint: anything,
  ipAddressType: words("ipv4", "dualstack"),
  types: anything,
  vpcEndpointIds: anything,
});

const requestValidator = objectOf("a request validator", {
  validateRequestBody: anything,
  validateRequestParameters: anything,
});

/** How all keys of Amazon API Gateway's begin. */
export const PREFIX = "x-amazon-apigateway-";

/**
 * Every extension of Amazon API Gateway's, by name: where it is read, what becomes of it, and what it
 * holds. The README's table is printed from this (`npm run support-table`).
 */
export const extensions: ReadonlyMap<string, Extension> = new Map([
  ["x-amazon-apigateway-any-method", at(["path"], supported())],
  [
    "x-amazon-apigateway-api-key-source",
    at(["document"], supported({ only: "rest", shape: words("HEADER", "AUTHORIZER") })),
  ],
  [
    "x-amazon-apigateway-auth",
    at(
      ["operation"],
      supported({ shape: objectOf("x-amazon-apigateway-auth", { type: anything }) }),
    ),
  ],
  ["x-amazon-apigateway-authorizer", at(["security scheme"], supported({ shape: authorizer }))],
  ["x-amazon-apigateway-authtype", at(["security scheme"], supported())],
  ["x-amazon-apigateway-binary-media-types", at(["document"], supported({ only: "rest" }))],
  ["x-amazon-apigateway-cors", at(["document"], supported({ only: "http", shape: cors }))],
  [
    "x-amazon-apigateway-documentation",
    at(
      ["document"],
      ignored("it describes the API for readers", { only: "rest", shape: documentation }),
    ),
  ],
  [
    "x-amazon-apigateway-endpoint-access-mode",
    at(
      ["document"],
      ignored("TLS is set up where the gateway runs", {
        only: "rest",
        shape: words("BASIC", "STRICT"),
      }),
    ),
  ],
  [
    "x-amazon-apigateway-endpoint-configuration",
    at(
      ["document", "server"],
      ignored("the gateway runs where you put it", { shape: endpointConfiguration }),
    ),
  ],
  [
    "x-amazon-apigateway-gateway-responses",
    at(["document"], supported({ only: "rest", shape: gatewayResponses })),
  ],
  ["x-amazon-apigateway-importexport-version", at(["document"], supported({ only: "http" }))],
  ["x-amazon-apigateway-integration", at(["operation"], supported({ shape: integration }))],
  [
    "x-amazon-apigateway-integrations",
    at(["components"], supported({ only: "http", shape: { kind: "map", values: integration } })),
  ],
  ["x-amazon-apigateway-minimum-compression-size", at(["document"], supported({ only: "rest" }))],
  ["x-amazon-apigateway-policy", at(["document"], supported({ only: "rest" }))],
  [
    "x-amazon-apigateway-request-validator",
    at(["document", "operation"], supported({ only: "rest" })),
  ],
  [
    "x-amazon-apigateway-request-validators",
    at(["document"], supported({ only: "rest", shape: { kind: "map", values: requestValidator } })),
  ],
  [
    "x-amazon-apigateway-security-policy",
    at(["document"], ignored("TLS is set up where the gateway runs", { only: "rest" })),
  ],
  [
    "x-amazon-apigateway-tag-value",
    at(["tag"], ignored("tags have no effect at run time", { only: "http" })),
  ],
]);
