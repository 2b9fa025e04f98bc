import type { Exchange } from "../exchange.js";
import type { Integration } from "../integration.js";
import { httpApiBody } from "./event-body.js";
import type { FunctionResponse } from "./function-response.js";
import { isJsonObject, readBody, readHeaders, readList, readStatus } from "./function-response.js";
import { httpApiEvent2 } from "./http-api-event-2.js";
import type { HttpApiCall } from "./http-api-call.js";
import type { HttpApiLambdaOptions } from "./http-api-lambda.js";
import { httpApiLambda } from "./http-api-lambda.js";
import type { FunctionAnswer } from "./lambda-function.js";

/** An HTTP API's Lambda integration whose payload has format 2.0. */
export function httpApiLambda2(
  options: HttpApiLambdaOptions,
): Integration<HttpApiCall, FunctionAnswer> {
  return httpApiLambda(options, { event: eventOf, read: readResponse });
}

function eventOf(call: HttpApiCall, request: Exchange): string {
  const { body, isBase64Encoded } = httpApiBody(request);
  return JSON.stringify({
    ...httpApiEvent2(call, request),
    body: body ?? undefined,
    isBase64Encoded,
  });
}

/**
 * What has a `statusCode` says what the response is. All else is its body as the function wrote it,
 * though it be no JSON, but for a text of JSON, which goes without its quotes.
 */
function readResponse(payload: string): FunctionResponse {
  const answer = parse(payload);
  if (!isJsonObject(answer) || (answer["statusCode"] ?? null) === null) {
    return {
      status: 200,
      headers: ["Content-Type", "application/json"],
      body: typeof answer === "string" ? answer : payload,
      isBase64Encoded: false,
    };
  }
  const cookies = readList(answer["cookies"] ?? [], "COOKIES");
  return {
    status: readStatus(answer["statusCode"]),
    headers: [
      ...readHeaders(answer["headers"]).flat(),
      ...cookies.flatMap((cookie) => ["Set-Cookie", cookie]),
    ],
    body: readBody(answer["body"]),
    isBase64Encoded: answer["isBase64Encoded"] === true,
  };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
