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

/** A call whose body is still to be made. */
interface TransformedCall extends UpstreamRequest {
  /** The value of the body that the client sent, if a hook is to have it. */
  readonly given?: unknown;
}

/** An integration whose JSON bodies go through hooks on their way; all others pass as they are. */
export function transformBodies(
  { request: ofRequests, response: ofResponses }: BodyTransforms,
  integration: Integration<UpstreamRequest, UpstreamResponse>,
): Integration<TransformedCall, UpstreamResponse> {
  return {
    ...integration,
    readsBody: (request) =>
      (ofRequests !== undefined && hasJson(request)) || integration.readsBody(request),
    mapRequest(request) {
      // First, since the mapping may convert the body.
      const isGiven = ofRequests !== undefined && hasJson(request);
      const given = isGiven ? (request.json ?? readJson(request)) : undefined;
      const call = integration.mapRequest(request);
      if (ofResponses !== undefined) askForWhole(call.headers);
      return { ...call, given };
    },
    async call({ given, ...call }, request) {
      if (ofRequests === undefined || given === undefined) return integration.call(call, request);
      const body = await runTransform("request", request, () =>
        ofRequests(given as never, request),
      );
      return integration.call({ ...call, ...withBody(call, body, request) }, request);
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

function withBody(
  { headers: mapped }: UpstreamRequest,
  body: Buffer,
  request: Exchange,
): Pick<UpstreamRequest, "headers" | "body"> {
  const headers = withoutStale(mapped);
  const contentType = request.header("content-type") ?? "";
  if (!isUtf8(contentType)) {
    setHeader(headers, "Content-Type", parseMediaType(contentType) ?? "application/json");
  }
  return { headers, body };
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
