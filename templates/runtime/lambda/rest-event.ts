import type { Exchange } from "../exchange.js";
import { hasBody } from "../framing-guard.js";
import { resourceId } from "../resource-id.js";
import { eventHeaders, groupHeaders } from "./event-headers.js";
import { proxyEvent } from "./proxy-event.js";

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

/** The headers that functions of REST APIs are told; names and values alternating. */
export function restEventHeaders(request: Exchange): string[] {
  return eventHeaders(request, hasBody(request.framing) ? DROPPED_WITH_BODY : DROPPED);
}

/** What functions of REST APIs are told of a request besides its body. */
export function restEvent(headers: readonly string[], request: Exchange): object {
  return proxyEvent(request, {
    path: request.target.path.replace(/^\/+/, "/"),
    headers: groupHeaders(headers, (name) => WRITTEN.get(name.toLowerCase()) ?? name),
    query: request.queryParameters,
    pathParameters: request.pathNames.map((name) => [name, request.rawPath(name) ?? ""]),
    resourceId: request.context.resourceId,
    // Looks as Amazon's do; a gateway of one's own knows no deployments.
    deploymentId: resourceId(`deployment of ${request.settings.apiId}`),
    userAgent: request.context.identity.userAgent ?? null,
  });
}
