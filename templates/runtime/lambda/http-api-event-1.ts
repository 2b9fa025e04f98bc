import type { Exchange } from "../exchange.js";
import { parseQuery } from "../query.js";
import { groupHeaders } from "./event-headers.js";
import type { HttpApiCall } from "./http-api-call.js";
import { proxyEvent } from "./proxy-event.js";

/** What functions of HTTP APIs are told of a request in format 1.0, besides its body. */
export function httpApiEvent1({ headers, query }: HttpApiCall, request: Exchange): object {
  return proxyEvent(request, {
    version: "1.0",
    // As it goes upstream, while the context's is decoded.
    path: request.front + request.target.path,
    headers: groupHeaders(headers, titleCase),
    query: parseQuery(query),
    pathParameters: request.pathNames.map((name) => [name, request.path(name) ?? ""]),
    resourceId: request.context.routeKey,
    userAgent: request.context.identity.userAgent ?? "",
  });
}

/** `x-custom-header` as `X-Custom-Header`. */
function titleCase(name: string): string {
  return name.toLowerCase().replaceAll(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}
