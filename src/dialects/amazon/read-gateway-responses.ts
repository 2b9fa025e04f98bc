import type { Cursor } from "../../load/cursor.js";
import type { FailureExpression, GatewayResponse } from "../../model/gateway-response.js";
import { GATEWAY_RESPONSE_TYPES } from "../../model/gateway-response.js";
import type { MappedText } from "../../model/parameter-mapping.js";
import { readMediaTypes } from "../openapi/read-media-types.js";
import { sentWithError } from "./mapped-headers.js";
import { parseFailureExpression } from "./parse-failure-expression.js";
import { parseFailureTemplate } from "./parse-failure-template.js";
import { reportRefused } from "./read-expression.js";
import { readMappings } from "./read-mappings.js";
import { readStatusCode } from "./read-responses.js";
import { findVelocity } from "./velocity.js";

const SYNTAX = {
  target: /^gatewayresponse\.(header|path|querystring)\.(.+)$/s,
  form: "gatewayresponse.header.NAME",
  parse: parseFailureExpression,
  fateOf: sentWithError,
};

/** Reads `x-amazon-apigateway-gateway-responses`: the answers to errors, in the document's order. */
export function readGatewayResponses(root: Cursor): readonly GatewayResponse[] {
  return root.entriesAt("x-amazon-apigateway-gateway-responses").flatMap(([written, response]) => {
    // Others are reported by the table of extensions.
    const type = GATEWAY_RESPONSE_TYPES.find((each) => each === written);
    response.mustBeObject();
    return type === undefined ? [] : [readResponse(type, response)];
  });
}

function readResponse(type: GatewayResponse["type"], response: Cursor): GatewayResponse {
  const mappings = readMappings(response.get("responseParameters"), SYNTAX);
  for (const [key, { reporter, keyAt }] of response.entriesAt("responseParameters")) {
    // Amazon takes these too, though no response has a path or a query.
    if (!/^gatewayresponse\.(?:path|querystring)\./.test(key)) continue;
    reporter.report("ignored-mapping", keyAt, { target: key });
  }
  const headers = mappings.filter(({ place }) => place === "header");
  return {
    type,
    status: response.has("statusCode") ? readStatusCode(response) : undefined,
    headers: headers.map(({ name, value }) => ({ name, value })),
    templates: readMediaTypes(response.get("responseTemplates")).map(([mediaType, template]) => ({
      mediaType,
      parts: readTemplate(template),
    })),
    at: response.keyAt,
  };
}

function readTemplate(template: Cursor): MappedText<FailureExpression> {
  const { reporter, at } = template;
  const pieces = template.pieces() ?? [];
  const velocity = pieces
    .map((piece) => (piece.kind === "text" ? findDirective(piece.text) : undefined))
    .find((found) => found !== undefined);
  if (velocity !== undefined) reporter.report("velocity-not-run", at, { found: velocity });
  return pieces.flatMap((piece): MappedText<FailureExpression> =>
    piece.kind === "placeholder"
      ? [{ kind: "value", value: { kind: "variable", name: piece.name } }]
      : parseFailureTemplate(piece.text, (variable, why) => {
          if (why.refused === "unknown") reporter.report("unknown-variable", at, { variable });
          else reportRefused(template, variable, why);
        }),
  );
}

/** What a mapping template would run, and a gateway response sends as it stands. */
function findDirective(text: string): string | undefined {
  return findVelocity(text.replaceAll(/\$(?:context|stageVariables|method)\b/g, ""));
}
