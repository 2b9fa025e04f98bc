import { anything, objectOf } from "./extension.js";

const TYPES = [
  "ACCESS_DENIED",
  "API_CONFIGURATION_ERROR",
  "AUTHORIZER_CONFIGURATION_ERROR",
  "AUTHORIZER_FAILURE",
  "BAD_REQUEST_BODY",
  "BAD_REQUEST_PARAMETERS",
  "DEFAULT_4XX",
  "DEFAULT_5XX",
  "EXPIRED_TOKEN",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
  "INVALID_API_KEY",
  "INVALID_SIGNATURE",
  "MISSING_AUTHENTICATION_TOKEN",
  "QUOTA_EXCEEDED",
  "REQUEST_TOO_LARGE",
  "RESOURCE_NOT_FOUND",
  "THROTTLED",
  "UNAUTHORIZED",
  "UNSUPPORTED_MEDIA_TYPE",
  "WAF_FILTERED",
];

const response = objectOf("a gateway response", {
  statusCode: anything,
  responseParameters: anything,
  responseTemplates: anything,
});

/** What `x-amazon-apigateway-gateway-responses` holds. */
export const gatewayResponses = objectOf(
  "x-amazon-apigateway-gateway-responses",
  Object.fromEntries(TYPES.map((type) => [type, response])),
);
