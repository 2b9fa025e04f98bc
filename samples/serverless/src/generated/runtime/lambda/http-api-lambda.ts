import { decodeBase64 } from "../decode-base64.js";
import type { Exchange } from "../exchange.js";
import { headerValues } from "../header-values.js";
import type { GatewayResponse, Integration } from "../integration.js";
import type { MappedFrom } from "../mapped.js";
import { mappedFrom } from "../mapped.js";
import type { ParameterChange } from "../parameter-mapping.js";
import { changeHeaders, changeQuery } from "../parameter-mapping.js";
import type { ResponseMappings } from "../proxied-response.js";
import { changedResponse } from "../proxied-response.js";
import { asAnswer } from "../upstream-answer.js";
import type { FunctionResponse } from "./function-response.js";
import { functionHeaders, malformed, payloadOf } from "./function-response.js";
import type { HttpApiCall } from "./http-api-call.js";
import { httpApiCall } from "./http-api-call.js";
import type { FunctionAnswer, LambdaFunction } from "./lambda-function.js";
import { callFunction } from "./lambda-function.js";

/** What the document says of an HTTP API's Lambda integration. */
export interface HttpApiLambdaOptions {
  readonly function: LambdaFunction;
  readonly timeoutMs: number;
  readonly query?: MappedFrom<[Exchange], readonly ParameterChange[]>;
  readonly headers?: MappedFrom<[Exchange], readonly ParameterChange[]>;
  /** What changes of a response, by the function's status. */
  readonly responses?: ResponseMappings;
}

/** How one version of the payload tells a request, and how it says a response. */
export interface PayloadFormat {
  /** The event, as JSON. */
  event(call: HttpApiCall, request: Exchange): string;
  read(payload: string): FunctionResponse;
}

/** Tells a function all of a request, and the client what the function says. */
export function httpApiLambda(
  options: HttpApiLambdaOptions,
  format: PayloadFormat,
): Integration<HttpApiCall, FunctionAnswer> {
  const { function: target, timeoutMs, responses = {} } = options;
  return {
    readsBody: () => true,
    mapRequest(request) {
      const { headers, query: sent } = httpApiCall(request);
      headers.push("Content-Length", String(request.body?.length ?? 0));
      changeHeaders(headers, mappedFrom(options.headers, request) ?? []);
      const query = changeQuery(sent, mappedFrom(options.query, request) ?? []);
      return { headers, query };
    },
    call: (call, request) =>
      callFunction(target, format.event(call, request), {
        request,
        type: "RequestResponse",
        timeoutMs,
      }),
    chooseResponse: () => undefined,
    mapResponse(answer, _rule, request) {
      const response = responseOf(format.read(payloadOf(answer)), request);
      request.functionStatus = response.status;
      const mapping = responses[response.status];
      if (mapping === undefined) return response;
      return changedResponse(response, asAnswer(response), mapping, request);
    },
  };
}

function responseOf(said: FunctionResponse, request: Exchange): GatewayResponse {
  const { status, body, isBase64Encoded } = said;
  const headers = functionHeaders(said.headers, request);
  if (headerValues(headers, "content-type").length === 0) {
    headers.push("Content-Type", "text/plain; charset=utf-8");
  }
  const bytes = isBase64Encoded ? decodeBase64(body) : Buffer.from(body);
  return { status, headers, body: bytes ?? malformed("BASE64") };
}
