import { isIP } from "node:net";
import { streamBody } from "./body.js";
import type { Exchange } from "./exchange.js";
import { headerValues } from "./header-values.js";
import type { HttpCallOptions } from "./http-call.js";
import { callUpstream, notOverridden } from "./http-call.js";
import type { Integration } from "./integration.js";
import type { MappedFrom } from "./mapped.js";
import { mappedFrom } from "./mapped.js";
import { guardPath } from "./mapping.js";
import type { ParameterChange } from "./parameter-mapping.js";
import { changeHeaders, changeQuery } from "./parameter-mapping.js";
import { clientHeaders, setHeader } from "./proxied-headers.js";
import type { ResponseMappings } from "./proxied-response.js";
import { proxiedResponse } from "./proxied-response.js";
import { joinQuery } from "./query.js";
import { plainAddress } from "./request-context.js";
import type { UpstreamRequest, UpstreamResponse } from "./upstream.js";

/** What the document says of a proxy integration of an HTTP API. */
export interface HttpApiProxyOptions extends Omit<HttpCallOptions, "query" | "headers"> {
  readonly query?: MappedFrom<[Exchange], readonly ParameterChange[]>;
  readonly headers?: MappedFrom<[Exchange], readonly ParameterChange[]>;
  /** What changes of a response, by the integration's status. */
  readonly responses?: ResponseMappings;
}

/** Passes request and answer through, but for what parameter mappings change. */
export function httpApiProxy(
  options: HttpApiProxyOptions,
): Integration<UpstreamRequest, UpstreamResponse> {
  const { responses = {} } = options;
  return {
    readsBody: () => options.mapsBody === true,
    mapRequest: (request) => ({
      method: options.method === "ANY" ? request.method : options.method,
      path: guardPath(options.path(request, notOverridden)),
      query: changeQuery(
        joinQuery(options.uriQuery?.(request, notOverridden) ?? "", request.target.query),
        mappedFrom(options.query, request) ?? [],
      ),
      headers: requestHeaders(options, request),
      body: request.body ?? streamBody(request),
      timeoutMs: options.timeoutMs,
    }),
    call: (call, request) => callUpstream(options.upstream, call, request),
    chooseResponse: () => undefined,
    mapResponse: (response, _rule, request) => proxiedResponse(response, responses, request),
  };
}

function requestHeaders(options: HttpApiProxyOptions, request: Exchange): string[] {
  const headers = clientHeaders(request, request.settings.family.droppedRequestHeaders);
  const { length } = request.framing;
  if (request.body === undefined && length > 0) headers.push("Content-Length", String(length));
  headers.push("Forwarded", forwarded(request));
  setHeader(headers, "Via", [...headerValues(headers, "via"), OWN_VIA].join(", "));
  changeHeaders(headers, mappedFrom(options.headers, request) ?? []);
  return headers;
}

/** How Amazon's HTTP APIs name themselves to integrations. */
const OWN_VIA = "HTTP/1.1 AmazonAPIGateway";

/**
 * The `Forwarded` header (RFC 7239): what a trusted proxy says of the client, its `X-Forwarded-*`
 * folded in, then what the gateway sees itself.
 */
function forwarded(request: Exchange): string {
  const { socket } = request;
  const hops = request.settings.trusts(socket.remoteAddress) ? trustedHops(request) : [];
  const protocol = "encrypted" in socket ? "https" : "http";
  const own = [
    `by=${node(socket.localAddress)}`,
    `for=${node(socket.remoteAddress)}`,
    `host=${tokenOrQuoted(request.header("host") ?? "")}`,
    `proto=${protocol}`,
  ];
  return [...hops, own.join(";")].join(", ");
}

function trustedHops(request: Exchange): string[] {
  const forwarded = request.headerAll("forwarded");
  const hops = request.headerAll("x-forwarded-for")?.split(",") ?? [];
  const host = request.header("x-forwarded-host");
  const protocol = request.header("x-forwarded-proto");
  const first = [
    ...(host === undefined ? [] : [`host=${tokenOrQuoted(host)}`]),
    ...(protocol === undefined ? [] : [`proto=${tokenOrQuoted(protocol)}`]),
  ];
  const folded = hops.map((hop, i) =>
    [`for=${node(hop.trim())}`, ...(i === 0 ? first : [])].join(";"),
  );
  return forwarded === undefined ? folded : [forwarded, ...folded];
}

/** An address as `Forwarded` writes it. */
function node(address: string | undefined): string {
  const plain = plainAddress(address) ?? "";
  if (isIP(plain) === 0) return "unknown";
  return isIP(plain) === 6 ? `"[${plain}]"` : plain;
}

function tokenOrQuoted(value: string): string {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
}
