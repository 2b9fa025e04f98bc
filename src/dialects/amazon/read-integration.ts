import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Integration } from "../../model/integration.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
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
  if (!integration.isObject) {
    integration.entries(); // reports what it is
    return undefined;
  }
  const written = integration.wordAt("type");
  const type = written?.toLowerCase();
  if (type?.startsWith("http") === true && !integration.has("httpMethod")) {
    reporter.report("missing-integration-method", integration.keyAt);
  }
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
