import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { Integration } from "../../model/integration.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import { integrationFields } from "./integration-fields.js";
import { readHttpCall } from "./read-http-call.js";
import { readMock } from "./read-mock.js";
import { readResponses } from "./read-responses.js";
import type { UpstreamReader } from "./upstream-reader.js";

const TYPES = ["http_proxy", "http", "mock", "aws_proxy", "aws"];

/** Reads what answers an operation; undefined, with the reason reported, when that cannot be done. */
export function readIntegration(
  read: DocumentOperation,
  upstreams: UpstreamReader,
): Integration | undefined {
  const { operation, route } = read;
  const { reporter } = operation;
  const integration = operation.get("x-amazon-apigateway-integration")?.follow();
  if (integration === undefined) {
    if (!operation.has("x-amazon-apigateway-integration")) {
      reporter.report("missing-integration", operation.keyAt, { route });
    }
    return undefined;
  }
  checkFields(integration);
  const written = integration.wordAt("type");
  const type = written?.toLowerCase();
  if (type === "http_proxy") {
    const call = readHttpCall(integration, read, upstreams);
    return call && { kind: "http-proxy", ...call };
  }
  if (type === "http") {
    const call = readHttpCall(integration, read, upstreams);
    return call && { kind: "http", ...call, responses: readResponses(integration) };
  }
  if (type === "mock") return readMock(integration);
  const at = integration.get("type")?.at ?? integration.at;
  if (type !== undefined && TYPES.includes(type)) {
    reporter.report("unsupported-integration-type", at, { type });
  } else if (written !== undefined || !integration.has("type")) {
    const nearest = didYouMean(type ?? "", TYPES);
    reporter.report("unknown-integration-type", at, { type: written ?? "", nearest });
  }
  return undefined;
}

function checkFields(integration: Cursor): void {
  const { reporter } = integration;
  for (const [field, value] of integration.entries()) {
    const known = integrationFields.get(field);
    if (known === undefined) {
      const nearest = didYouMean(field, integrationFields.keys());
      reporter.report("unknown-integration-field", value.keyAt, { field, nearest });
    } else if (known.support === "ignored") {
      reporter.report("ignored-integration-field", value.keyAt, { field, why: known.why });
    } else if (known.support === "unsupported" && !isUsual(value, known.unless)) {
      const found = known.unless === undefined ? field : `${field}: ${String(value.value)}`;
      reporter.report("unsupported-integration-field", value.keyAt, {
        field: found,
        why: known.why,
      });
    }
  }
}

function isUsual(value: Cursor, usual: string | undefined): boolean {
  return typeof value.value === "string" && value.value.toUpperCase() === usual;
}
