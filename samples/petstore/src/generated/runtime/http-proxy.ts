import { streamBody } from "./body.js";
import type { Exchange } from "./exchange.js";
import { callUpstream, convertedBody, mappedHeaders, notOverridden } from "./http-call.js";
import type { HttpCallOptions } from "./http-call.js";
import { removeHeader } from "./header-values.js";
import type { Integration } from "./integration.js";
import { mappedFrom } from "./mapped.js";
import { guardPath } from "./mapping.js";
import { addForwarded, clientHeaders, setHeader, upstreamHeaders } from "./proxied-headers.js";
import { formatQuery, joinQuery } from "./query.js";
import type { UpstreamRequest, UpstreamResponse } from "./upstream.js";

/** What the document says of an HTTP proxy integration. */
export interface HttpProxyOptions extends HttpCallOptions {
  /** Whether responses go on as they come: nothing converts or compresses them. */
  readonly streams?: true;
}

/**
 * Passes request and answer through: method, path and mapped values as the document says, the
 * client's query, headers (but those of one connection) and body as they are.
 */
export function httpProxy(
  options: HttpProxyOptions,
): Integration<UpstreamRequest, UpstreamResponse> {
  const conversion = (request: Exchange) =>
    request.settings.bodies?.ofRequest(request, options.bodyAs, false);
  const { streams = false } = options;
  return {
    streams,
    readsBody: (request) => options.mapsBody === true || conversion(request) !== undefined,
    mapRequest: (request) => ({
      method: options.method === "ANY" ? request.method : options.method,
      path: guardPath(options.path(request, notOverridden)),
      query: joinQuery(
        options.uriQuery?.(request, notOverridden) ?? "",
        request.target.query,
        formatQuery(mappedFrom(options.query, request) ?? {}),
      ),
      headers: requestHeaders(options, request),
      body: convertedBody(request, conversion(request)) ?? streamBody(request),
      timeoutMs: options.timeoutMs,
    }),
    call: (call, request) => callUpstream(options.upstream, call, request),
    chooseResponse: () => undefined,
    mapResponse(answer, _rule, request) {
      const { droppedResponseHeaders, remappedResponseHeaders } = request.settings.family;
      const response = {
        status: answer.status,
        headers: upstreamHeaders(answer.headers, droppedResponseHeaders, remappedResponseHeaders),
        body: answer.body,
      };
      if (streams) return response;
      return request.settings.bodies?.ofProxied(response, request) ?? response;
    },
  };
}

function requestHeaders(options: HttpCallOptions, request: Exchange): string[] {
  const headers = clientHeaders(request, request.settings.family.droppedRequestHeaders);
  const mapped = mappedFrom(options.headers, request) ?? {};
  // Also where a mapping has no value: nothing would tell the client's from the gateway's.
  for (const name of Object.keys(mapped)) removeHeader(headers, name);
  const { length } = request.framing;
  if (request.body === undefined && length > 0) headers.push("Content-Length", String(length));
  addForwarded(headers, request);
  headers.push(...request.settings.family.callerHeaders(request));
  for (const [name, value] of mappedHeaders(mapped)) setHeader(headers, name, value);
  return headers;
}
