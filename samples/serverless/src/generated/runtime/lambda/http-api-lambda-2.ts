import type { Exchange } from "../exchange.js";
import { headerValues, removeHeader } from "../header-values.js";
import type { Integration } from "../integration.js";
import { parseQuery } from "../query.js";
import { httpApiBody } from "./event-body.js";
import { groupHeaders } from "./event-headers.js";
import type { FunctionResponse } from "./function-response.js";
import { isJsonObject, readBody, readHeaders, readList, readStatus } from "./function-response.js";
import type { HttpApiCall, HttpApiLambdaOptions } from "./http-api-lambda.js";
import { httpApiLambda } from "./http-api-lambda.js";
import type { FunctionAnswer } from "./lambda-function.js";

/** An HTTP API's Lambda integration whose payload has format 2.0. */
export function httpApiLambda2(
  options: HttpApiLambdaOptions,
): Integration<HttpApiCall, FunctionAnswer> {
  return httpApiLambda(options, { event: eventOf, read: readResponse });
}

/** What there is nothing of is absent. */
function eventOf({ headers: sent, query }: HttpApiCall, request: Exchange): string {
  const { context, principal, authorizer, settings } = request;
  const headers = [...sent];
  const cookies = headerValues(headers, "cookie")
    .flatMap((line) => line.split(";"))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");
  removeHeader(headers, "cookie");
  const joined = groupHeaders(headers, (name) => name.toLowerCase());
  const { body, isBase64Encoded } = httpApiBody(request);
  return JSON.stringify({
    version: "2.0",
    routeKey: context.routeKey,
    rawPath: context.path,
    rawQueryString: query,
    cookies: cookies.length === 0 ? undefined : cookies,
    headers: present(joined.map(([name, values]) => [name, values.join(",")])),
    queryStringParameters: present(
      [...parseQuery(query)].map(([name, values]) => [name, values.join(",")]),
    ),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      authorizer: authorizer === undefined ? principal && { lambda: principal } : authorizer.event2,
      domainName: context.domainName,
      domainPrefix: context.domainPrefix,
      http: {
        method: request.method,
        path: context.path,
        protocol: context.protocol,
        sourceIp: context.identity.sourceIp,
        userAgent: context.identity.userAgent ?? "",
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: context.stage,
      time: context.requestTime,
      timeEpoch: request.receivedAt,
    },
    pathParameters: present(request.pathNames.map((name) => [name, request.path(name) ?? ""])),
    stageVariables: present(Object.entries(settings.stageVariables)),
    body: body ?? undefined,
    isBase64Encoded,
  });
}

function present(entries: readonly (readonly [string, string])[]): object | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
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
