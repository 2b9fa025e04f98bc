import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";
import { removeHeader } from "./header-values.js";
import type { Integration } from "./integration.js";
import { parseJson } from "./json.js";
import { isJsonMediaType, isUtf8, parseMediaType } from "./media-type.js";
import { setHeader } from "./proxied-headers.js";
import { runTransform } from "./run-transform.js";
import type { TransformRequest } from "./transform.js";
import type { TransformAnyResponse } from "./transform-response.js";
import { transformResponse, withoutStale } from "./transform-response.js";
import type { UpstreamRequest, UpstreamResponse } from "./upstream.js";

/** The hooks that an operation's bodies go through. */
export interface BodyTransforms {
  readonly request?: TransformRequest<never>;
  readonly response?: TransformAnyResponse;
}

/** An integration whose JSON bodies go through hooks on their way; all others pass as they are. */
export function transformBodies(
  { request: ofRequests, response: ofResponses }: BodyTransforms,
  integration: Integration<UpstreamRequest, UpstreamResponse>,
): Integration<UpstreamRequest, UpstreamResponse> {
  return {
    ...integration,
    readsBody: (request) =>
      (ofRequests !== undefined && hasJson(request)) || integration.readsBody(request),
    mapRequest(request) {
      const call = integration.mapRequest(request);
      if (ofResponses !== undefined) askForWhole(call.headers);
      return call;
    },
    async call(call, request) {
      const isTransformed = ofRequests !== undefined && hasJson(request);
      const sent = isTransformed ? await transformRequest(call, ofRequests, request) : call;
      return integration.call(sent, request);
    },
    async mapResponse(answer, rule, request) {
      const response = await integration.mapResponse(answer, rule, request);
      if (ofResponses === undefined) return response;
      return transformResponse(response, ofResponses, request);
    },
  };
}

function hasJson(request: Exchange): boolean {
  const mediaType = parseMediaType(request.header("content-type") ?? "") ?? "";
  return hasBody(request.framing) && isJsonMediaType(mediaType);
}

/** What is to be transformed is neither encoded nor a part. */
function askForWhole(headers: string[]): void {
  setHeader(headers, "Accept-Encoding", "identity");
  removeHeader(headers, "range");
  removeHeader(headers, "if-range");
}

async function transformRequest(
  call: UpstreamRequest,
  transform: TransformRequest<never>,
  request: Exchange,
): Promise<UpstreamRequest> {
  const given = request.json === undefined ? readJson(request) : request.json;
  const body = await runTransform("request", request, () => transform(given as never, request));
  const headers = withoutStale(call.headers);
  const contentType = request.header("content-type") ?? "";
  if (!isUtf8(contentType)) {
    setHeader(headers, "Content-Type", parseMediaType(contentType) ?? "application/json");
  }
  return { ...call, headers, body };
}

/** JSON of which no schema said what it must be. */
function readJson(request: Exchange): unknown {
  try {
    return parseJson(request.body ?? Buffer.alloc(0));
  } catch (cause) {
    const message = "is not JSON that all readers agree on";
    const problems = [{ in: "body", at: "", keyword: "json", message }];
    throw new GatewayError("bad-body", { problems, cause });
  }
}
