import type { Field, Fields, Shape } from "./extension.js";
import { ignored, partly, supported, words } from "./extension.js";

const contentHandling: Field = partly("mocks give and take text only", {
  shape: words("CONVERT_TO_BINARY", "CONVERT_TO_TEXT"),
});

const response: Fields = new Map([
  ["statusCode", supported()],
  ["responseParameters", supported()],
  ["responseTemplates", supported()],
  ["contentHandling", contentHandling],
]);

const tlsConfig: Fields = new Map([
  ["insecureSkipVerification", supported()],
  ["serverNameToVerify", supported()],
]);

/** Every field of `x-amazon-apigateway-integration`, by name. */
export const integrationFields: Fields = new Map<string, Field>([
  ["type", supported()],
  ["uri", supported()],
  ["httpMethod", supported()],
  ["requestParameters", supported()],
  ["requestTemplates", supported({ only: "rest" })],
  [
    "responses",
    supported({
      only: "rest",
      shape: {
        kind: "map",
        values: { kind: "object", what: "an integration's response", fields: response },
      },
    }),
  ],
  [
    "passthroughBehavior",
    supported({ only: "rest", shape: words("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER") }),
  ],
  ["timeoutInMillis", supported()],
  ["cacheNamespace", supported({ only: "rest" })],
  ["cacheKeyParameters", supported({ only: "rest" })],
  ["connectionId", ignored("the settings say where the upstream is")],
  [
    "connectionType",
    partly(
      "a private integration is called at its uri, or where a setting says if that is an ARN",
      {
        shape: words("INTERNET", "VPC_LINK"),
      },
    ),
  ],
  ["contentHandling", { ...contentHandling, only: "rest" }],
  [
    "credentials",
    partly("the gateway signs with its own, or with those of the role if a setting says so"),
  ],
  ["integrationTarget", ignored("the settings say where the upstream is", { only: "rest" })],
  ["integrationSubtype", supported({ only: "http" })],
  ["payloadFormatVersion", supported({ only: "http" })],
  ["responseParameters", supported({ only: "http" })],
  [
    "responseTransferMode",
    partly("timeouts end at 29 seconds; what is buffered may stream too", {
      only: "rest",
      shape: words("BUFFERED", "STREAM"),
    }),
  ],
  ["tlsConfig", supported({ shape: { kind: "object", what: "tlsConfig", fields: tlsConfig } })],
]);

export const integration: Shape = {
  kind: "object",
  what: "an integration",
  fields: integrationFields,
};
