import { GATEWAY_RESPONSE_TYPES } from "../../model/gateway-response.js";
import type { Field, Shape } from "./extension.js";
import { anything, ignored, objectOf, supported } from "./extension.js";

const response = objectOf("a gateway response", {
  statusCode: anything,
  responseParameters: anything,
  responseTemplates: anything,
});

/** What `x-amazon-apigateway-gateway-responses` holds. */
export const gatewayResponses: Shape = {
  kind: "object",
  what: "x-amazon-apigateway-gateway-responses",
  fields: new Map<string, Field>([
    ...GATEWAY_RESPONSE_TYPES.map((type) => [type, supported({ shape: response })] as const),
    ["REQUEST_TOO_LARGE", ignored("the answer to a request that is too large cannot be changed")],
    ["WAF_FILTERED", ignored("there is no firewall in the gateway")],
  ]),
};
