import { decodeBase64 } from "../decode-base64.js";
import type { Exchange } from "../exchange.js";
import { hasBody } from "../framing-guard.js";
import { GatewayError } from "../gateway-error.js";
import type { Integration } from "../integration.js";
import { resourceId } from "../resource-id.js";
import { withTrace } from "../with-trace.js";
import { eventBody } from "./event-body.js";
import { eventHeaders, groupHeaders } from "./event-headers.js";
import type { FunctionResponse } from "./function-response.js";
import { functionHeaders, payloadOf } from "./function-response.js";
import type { FunctionAnswer, LambdaFunction } from "./lambda-function.js";
import { callFunction } from "./lambda-function.js";
import { proxyEvent } from "./proxy-event.js";
import { readProxyResponse } from "./proxy-response.js";

/** What the document says of a Lambda proxy integration. */
export interface LambdaProxyOptions {
  readonly function: LambdaFunction;
  readonly timeoutMs: number;
}

/** The request as its event will tell it. */
export interface ProxyCall {
  readonly headers: string[];
}

/** Tells a function all of a request, and the client what the function says. */
export function lambdaProxy(options: LambdaProxyOptions): Integration<ProxyCall, FunctionAnswer> {
  const { function: target, timeoutMs } = options;
  return {
    readsBody: () => true,
    mapRequest: proxyCall,
    call: (call, request) =>
      callFunction(target, restEvent(call, request), {
        request,
        type: "RequestResponse",
        timeoutMs,
      }),
    chooseResponse: () => undefined,
    mapResponse(answer, _rule, request) {
      const response = readProxyResponse(payloadOf(answer), "last");
      return withTrace(
        {
          status: response.status,
          headers: functionHeaders(response.headers, request),
          body: responseBody(response, request),
        },
        request,
      );
    },
  };
}

/** A request as a function is to be told of it. */
export function proxyCall(request: Exchange): ProxyCall {
  return { headers: eventHeaders(request, hasBody(request.framing) ? DROPPED_WITH_BODY : DROPPED) };
}

/** The client's headers that Amazon tells no function of, besides those of one connection. */
const DROPPED = new Set([
  "content-md5",
  "max-forwards",
  "server",
  "www-authenticate",
  "x-amzn-apigateway-api-id",
  "x-amzn-trace-id",
]);

/** A body that was encoded is no more. */
const DROPPED_WITH_BODY = new Set([...DROPPED, "content-encoding"]);

/** Headers whose case Amazon changes; all others stay as they were sent. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ["authorization", "Authorization"],
  ["user-agent", "User-Agent"],
]);

/** The event of a REST API. */
export function restEvent({ headers }: ProxyCall, request: Exchange): string {
  const { bodies, apiId } = request.settings;
  const isBytes = bodies?.isBytes(request.header("content-type")) === true;
  return proxyEvent(request, {
    path: request.target.path.replace(/^\/+/, "/"),
    headers: groupHeaders(headers, (name) => WRITTEN.get(name.toLowerCase()) ?? name),
    query: request.queryParameters,
    pathParameters: request.pathNames.map((name) => [name, request.rawPath(name) ?? ""]),
    resourceId: request.context.resourceId,
    // Looks as Amazon's do; a gateway of one's own knows no deployments.
    deploymentId: resourceId(`deployment of ${apiId}`),
    userAgent: request.context.identity.userAgent ?? null,
    body: eventBody(request, isBytes),
  });
}

/** Base64 is decoded for a client that accepts bytes first; to all others it is text. */
function responseBody({ body, isBase64Encoded }: FunctionResponse, request: Exchange): Buffer {
  const accepted = request.settings.bodies?.isBytes(request.header("accept")) === true;
  if (!isBase64Encoded || !accepted) return Buffer.from(body);
  const bytes = decodeBase64(body);
  // Unable to base64 decode the body.
  if (bytes === undefined) throw new GatewayError("configuration-error");
  return bytes;
}
