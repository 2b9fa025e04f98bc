import type { BodyTemplate } from "./body-template.js";
import { isRendered } from "./body-template.js";
import { MAX_BODY_BYTES, streamBody } from "./body.js";
import { chooseRule, mapByRule, seesBody } from "./choose-response.js";
import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import type { HttpCallOptions, Mapped } from "./http-call.js";
import { callUpstream, convertedBody, mappedHeaders, notOverridden } from "./http-call.js";
import type { Integration, ResponseRule } from "./integration.js";
import { mappedFrom } from "./mapped.js";
import { guardPath } from "./mapping.js";
import { addForwarded } from "./proxied-headers.js";
import { formatQuery, joinQuery } from "./query.js";
import type { WithoutTemplate } from "./request-template.js";
import { chooseRequestTemplate, findRequestTemplate, renderRequest } from "./request-template.js";
import type { UpstreamRequest, UpstreamResponse } from "./upstream.js";
import { asAnswer } from "./upstream-answer.js";
import { withTrace } from "./with-trace.js";

/** What the document says of an HTTP integration. */
export interface HttpOptions extends HttpCallOptions {
  /** Bodies in place of the client's, by media type in lower case. */
  readonly requestTemplates?: Readonly<Record<string, BodyTemplate>>;
  /** Absent, the client's body passes through. */
  readonly otherwise?: WithoutTemplate;
  readonly responses: readonly ResponseRule[];
}

/** Integration methods that take no body upstream. */
const BODILESS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Sends upstream only what the document maps, and to the client only what its response rules map
 * (Amazon's custom HTTP integration).
 */
export function http(options: HttpOptions): Integration<UpstreamRequest, UpstreamResponse> {
  const { requestTemplates = {}, otherwise = "pass through" } = options;
  const templateFor = (request: Exchange) => findRequestTemplate(requestTemplates, request);
  const conversion = (request: Exchange) =>
    request.settings.bodies?.ofRequest(request, options.bodyAs, templateFor(request) !== undefined);
  return {
    readsBody: (request) =>
      options.mapsBody === true ||
      conversion(request) !== undefined ||
      isRendered(requestTemplates[templateFor(request) ?? ""]),
    mapRequest(request) {
      const method = options.method === "ANY" ? request.method : options.method;
      const headers = mappedFrom(options.headers, request) ?? {};
      const query = mappedFrom(options.query, request) ?? {};
      const key = chooseRequestTemplate(requestTemplates, otherwise, request);
      const sent = convertedBody(request, conversion(request));
      const rendered = renderRequest(requestTemplates[key ?? ""], sent, request);
      const override = rendered?.request;
      const overridden = override?.path ?? notOverridden;
      const whole = rendered === undefined ? sent : Buffer.from(rendered.text);
      const bodiless = BODILESS.has(method);
      return {
        method,
        path: guardPath(options.path(request, overridden)),
        query: joinQuery(
          options.uriQuery?.(request, overridden) ?? "",
          formatQuery(override?.query(query) ?? query),
        ),
        headers: requestHeaders(
          override?.headers(headers) ?? headers,
          request,
          bodiless ? "none" : (whole ?? "streams"),
        ),
        body: bodiless ? undefined : (whole ?? streamBody(request)),
        timeoutMs: options.timeoutMs,
      };
    },
    call: (call, request) => callUpstream(options.upstream, call, request),
    chooseResponse: (answer) => chooseRule(options.responses, answer.status),
    async mapResponse(answer, rule, request) {
      const seen = asAnswer(answer);
      const convert = rule && request.settings.bodies?.ofAnswer(seen, rule, request);
      const isRead = rule?.mapsBody === true || convert !== undefined || seesBody(rule, request);
      const read = isRead ? { ...seen, body: await answer.body.read(MAX_BODY_BYTES) } : seen;
      return withTrace(mapByRule(read, rule, request, convert), request);
    },
  };
}

/**
 * Amazon sends `Accept: application/json` and its own User-Agent, whatever the client sent, and takes
 * a body of which the client does not say what it is for JSON.
 */
function requestHeaders(
  mapped: Mapped,
  request: Exchange,
  body: Buffer | "streams" | "none",
): string[] {
  const headers = new Map<string, [string, string]>();
  const set = (name: string, value: string) => headers.set(name.toLowerCase(), [name, value]);
  set("Accept", "application/json");
  set("User-Agent", `AmazonAPIGateway_${request.settings.apiId}`);
  const { framing } = request;
  if (body !== "none") {
    const isEmpty = body === "streams" ? !hasBody(framing) : body.length === 0;
    const contentType = request.header("content-type") ?? (isEmpty ? "" : "application/json");
    if (contentType !== "") set("Content-Type", contentType);
  }
  if (body === "streams" && framing.length > 0) set("Content-Length", String(framing.length));
  const added = [...request.settings.family.callerHeaders(request)];
  addForwarded(added, request);
  for (let i = 0; i < added.length; i += 2) set(added[i] ?? "", added[i + 1] ?? "");
  for (const [name, value] of mappedHeaders(mapped)) set(name, value);
  return [...headers.values()].flat();
}
