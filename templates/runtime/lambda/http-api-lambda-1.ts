import type { Integration } from "../integration.js";
import { httpApiBody } from "./event-body.js";
import { httpApiEvent1 } from "./http-api-event-1.js";
import type { HttpApiCall } from "./http-api-call.js";
import type { HttpApiLambdaOptions, PayloadFormat } from "./http-api-lambda.js";
import { httpApiLambda } from "./http-api-lambda.js";
import type { FunctionAnswer } from "./lambda-function.js";
import { readProxyResponse } from "./proxy-response.js";

/** An HTTP API's Lambda integration whose payload has format 1.0. */
export function httpApiLambda1(
  options: HttpApiLambdaOptions,
): Integration<HttpApiCall, FunctionAnswer> {
  return httpApiLambda(options, FORMAT_1);
}

const FORMAT_1: PayloadFormat = {
  event: (call, request) =>
    JSON.stringify({ ...httpApiEvent1(call, request), ...httpApiBody(request) }),
  read: (payload) => readProxyResponse(payload, "first"),
};
