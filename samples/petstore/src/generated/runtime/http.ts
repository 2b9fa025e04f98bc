import { streamBody } from "./body.js";
import { chooseRule, mapByRule } from "./choose-response.js";
import type { Exchange } from "./exchange.js";
import type { HttpCallOptions, Mapped } from "./http-call.js";
import { callUpstream, mappedHeaders } from "./http-call.js";
import { headerValues } from "./header-values.js";
import type { Integration, IntegrationAnswer, ResponseRule } from "./integration.js";
import { guardPath } from "./mapping.js";
import { addForwarded } from "./proxied-headers.js";
import { formatQuery, joinQuery } from "./query.js";
import type { UpstreamRequest, UpstreamResponse } from "./upstream.js";

/** What the document says of an HTTP integration. */
export interface HttpOptions extends HttpCallOptions {
  readonly responses: readonly ResponseRule[];
}

/** Integration methods that take no body upstream. */
const BODILESS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Sends upstream only what the document maps, and to the client only what its response rules map
 * (Amazon's custom HTTP integration).
 */
export function http(options: HttpOptions): Integration<UpstreamRequest, UpstreamResponse> {
  return {
    readsBody: () => options.mapsBody === true,
    mapRequest(request) {
      const method = options.method === "ANY" ? request.method : options.method;
      const bodiless = BODILESS.has(method);
      return {
        method,
        path: guardPath(options.path(request)),
        query: joinQuery(
          options.uriQuery?.(request) ?? "",
          formatQuery(options.query?.(request) ?? {}),
        ),
        headers: requestHeaders(options.headers?.(request) ?? {}, request, !bodiless),
        body: bodiless ? undefined : (request.body ?? streamBody(request)),
        timeoutMs: options.timeoutMs,
      };
    },
    call: (call, request) => callUpstream(options.upstream, call, request),
    chooseResponse: (answer) => chooseRule(options.responses, answer.status),
    mapResponse: (answer, rule, request) => mapByRule(asAnswer(answer), rule, request),
  };
}

/** Amazon sends `Accept: application/json` and its own User-Agent, whatever the client sent. */
function requestHeaders(mapped: Mapped, request: Exchange, withBody: boolean): string[] {
  const headers = new Map<string, [string, string]>();
  const set = (name: string, value: string) => headers.set(name.toLowerCase(), [name, value]);
  set("Accept", "application/json");
  set("User-Agent", `AmazonAPIGateway_${request.settings.apiId}`);
  const contentType = request.header("content-type");
  if (withBody && contentType !== undefined) set("Content-Type", contentType);
  const { length } = request.framing;
  if (withBody && request.body === undefined && length > 0) set("Content-Length", String(length));
  const forwarded: string[] = [];
  addForwarded(forwarded, request);
  for (const [name, value] of mappedHeaders(mapped)) set(name, value);
  return [...[...headers.values()].flat(), ...forwarded];
}

function asAnswer(response: UpstreamResponse): IntegrationAnswer {
  return {
    status: response.status,
    body: response.body,
    header: (name) => headerValues(response.headers, name).at(-1),
    headerAll(name) {
      const values = headerValues(response.headers, name);
      return values.length === 0 ? undefined : values.join(",");
    },
  };
}
