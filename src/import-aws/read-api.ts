import type { Family } from "./aws-output.js";
import type { AwsValue } from "./aws-value.js";
import { applyRules, label, switchedOff, type Telling, withDocument, without } from "./rules.js";

/** Reads what describes an API: what of it concerns a gateway is in the export of its document. */
export function readApi(api: AwsValue, family: Family, telling: Telling): void {
  if (family === "rest") applyRules(api, REST_RULES, telling);
  else {
    applyRules(api, HTTP_RULES, telling);
    const { ProtocolType: protocol } = api.value as { readonly ProtocolType?: unknown };
    if (protocol === "HTTP") return;
    const at = { ...api.at, pointer: `${api.at.pointer}/ProtocolType` };
    const form = '"HTTP": gateways of WebSocket APIs cannot be generated';
    telling.reporter.report("invalid-aws-value", at, { key: "ProtocolType", form });
  }
}

const endpoint = switchedOff(
  "the gateway answers wherever it is reached",
  "let only the hosts of `domains` reach it",
);

const REST_RULES = {
  id: label,
  name: label,
  description: label,
  createdDate: label,
  version: label,
  warnings: label,
  binaryMediaTypes: withDocument,
  minimumCompressionSize: withDocument,
  apiKeySource: withDocument,
  endpointConfiguration: without(
    "where Amazon answers is no concern of a gateway of your own",
    "run it where callers reach it",
  ),
  policy: withDocument,
  tags: label,
  disableExecuteApiEndpoint: endpoint,
  rootResourceId: label,
  securityPolicy: without(
    "the versions of TLS are those of Node, or of what ends TLS in front",
    "set them there",
  ),
  endpointAccessMode: without("it is of Amazon's endpoints", undefined),
  apiStatus: label,
  apiStatusMessage: label,
} as const;

const HTTP_RULES = {
  ApiEndpoint: label,
  ApiGatewayManaged: label,
  ApiId: label,
  ApiKeySelectionExpression: label,
  CorsConfiguration: withDocument,
  CreatedDate: label,
  Description: label,
  DisableSchemaValidation: label,
  DisableExecuteApiEndpoint: endpoint,
  ImportInfo: label,
  IpAddressType: REST_RULES.endpointConfiguration,
  Name: label,
  ProtocolType: label,
  RouteSelectionExpression: label,
  Tags: label,
  Version: label,
  Warnings: label,
} as const;
