import type { Integration } from "../integration.js";
import { parseQuery } from "../query.js";
import { stageFolder } from "../stage-path.js";
import { httpApiBody } from "./event-body.js";
import { groupHeaders } from "./event-headers.js";
import type { HttpApiCall, HttpApiLambdaOptions, PayloadFormat } from "./http-api-lambda.js";
import { httpApiLambda } from "./http-api-lambda.js";
import type { FunctionAnswer } from "./lambda-function.js";
import { proxyEvent } from "./proxy-event.js";
import { readProxyResponse } from "./proxy-response.js";

/** An HTTP API's Lambda integration whose payload has format 1.0. */
export function httpApiLambda1(
  options: HttpApiLambdaOptions,
): Integration<HttpApiCall, FunctionAnswer> {
  return httpApiLambda(options, FORMAT_1);
}

const FORMAT_1: PayloadFormat = {
  event: ({ headers, query }, request) =>
    proxyEvent(request, {
      version: "1.0",
      // As it goes upstream, while the context's is decoded.
      path: stageFolder(request.settings.stage) + request.target.path,
      headers: groupHeaders(headers, titleCase),
      query: parseQuery(query),
      pathParameters: request.pathNames.map((name) => [name, request.path(name) ?? ""]),
      resourceId: request.context.routeKey,
      userAgent: request.context.identity.userAgent ?? "",
      body: httpApiBody(request),
    }),
  read: (payload) => readProxyResponse(payload, "first"),
};

/** `x-custom-header` as `X-Custom-Header`. */
function titleCase(name: string): string {
  return name.toLowerCase().replaceAll(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}
