import type { Exchange } from "../exchange.js";
import { headerValues, removeHeader } from "../header-values.js";
import { parseQuery } from "../query.js";
import { groupHeaders } from "./event-headers.js";
import type { HttpApiCall } from "./http-api-call.js";

/**
 * What functions of HTTP APIs are told of a request in format 2.0, besides its body. What there is
 * nothing of is absent.
 */
export function httpApiEvent2({ headers: sent, query }: HttpApiCall, request: Exchange): object {
  const { context, principal, authorizer, settings } = request;
  const headers = [...sent];
  const cookies = headerValues(headers, "cookie")
    .flatMap((line) => line.split(";"))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");
  removeHeader(headers, "cookie");
  const joined = groupHeaders(headers, (name) => name.toLowerCase());
  return {
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
      authentication: request.identity.clientCert && { clientCert: request.identity.clientCert },
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
  };
}

function present(entries: readonly (readonly [string, string])[]): object | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
