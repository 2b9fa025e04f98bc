import { decodeBase64 } from "../decode-base64.js";
import type { Exchange } from "../exchange.js";
import { GatewayError } from "../gateway-error.js";
import type { Integration } from "../integration.js";
import { withTrace } from "../with-trace.js";
import { eventBody } from "./event-body.js";
import type { FunctionResponse } from "./function-response.js";
import { functionHeaders, payloadOf } from "./function-response.js";
import type { FunctionAnswer, LambdaFunction } from "./lambda-function.js";
import { callFunction } from "./lambda-function.js";
import { readProxyResponse } from "./proxy-response.js";
import { restEvent, restEventHeaders } from "./rest-event.js";

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
      callFunction(target, proxyPayload(call, request), {
        request,
        type: "RequestResponse",
        timeoutMs,
      }),
    chooseResponse: () => undefined,
    mapResponse(answer, _rule, request) {
      const response = readProxyResponse(payloadOf(answer), "last");
      request.functionStatus = response.status;
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
  return { headers: restEventHeaders(request) };
}

/** The event of a REST API, with the request's body. */
export function proxyPayload({ headers }: ProxyCall, request: Exchange): string {
  const isBytes = request.settings.bodies?.isBytes(request.header("content-type")) === true;
  return JSON.stringify({ ...restEvent(headers, request), ...eventBody(request, isBytes) });
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
