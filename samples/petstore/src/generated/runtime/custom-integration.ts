import type { Readable } from "node:stream";
import type { BodyTemplate } from "./body-template.js";
import { isRendered } from "./body-template.js";
import { MAX_BODY_BYTES, streamBody } from "./body.js";
import { chooseRule, mapByRule, seesBody } from "./choose-response.js";
import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import type { CallOptions, Mapped } from "./http-call.js";
import { convertedBody, mappedHeaders, notOverridden } from "./http-call.js";
import type { Integration, ResponseRule } from "./integration.js";
import { mappedFrom } from "./mapped.js";
import { guardPath } from "./mapping.js";
import { formatQuery, joinQuery } from "./query.js";
import type { WithoutTemplate } from "./request-template.js";
import { chooseRequestTemplate, findRequestTemplate, renderRequest } from "./request-template.js";
import type { UpstreamResponse } from "./upstream.js";
import { asAnswer } from "./upstream-answer.js";
import { withTrace } from "./with-trace.js";

/** What the document says of an integration that sends and answers only what is mapped. */
export interface CustomOptions extends CallOptions {
  /** Bodies in place of the client's, by media type in lower case. */
  readonly requestTemplates?: Readonly<Record<string, BodyTemplate>>;
  /** Absent, the client's body passes through. */
  readonly otherwise?: WithoutTemplate;
  /** Absent, status and body of the answer pass through. */
  readonly responses?: readonly ResponseRule[];
}

/** What is sent, whatever carries it. */
export interface CustomRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Those that Amazon sends by itself, and those that are mapped in their place. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | Readable | undefined;
  readonly timeoutMs: number;
}

/** How the call of a custom integration is made. */
export interface Carrier<Call> {
  /** The request's body must be there whole before anything is sent. */
  readonly wholeBody?: true;
  /** Headers that go with every call, names and values alternating; mapped ones replace them. */
  addedHeaders?(request: Exchange): readonly string[];
  toCall(sent: CustomRequest, request: Exchange): Call;
  send(call: Call, request: Exchange): Promise<UpstreamResponse>;
}

/** Integration methods that take no body upstream. */
const BODILESS = new Set(["GET", "HEAD", "OPTIONS"]);

/** An integration that sends only what the document maps, and answers only what its rules map. */
export function customIntegration<Call>(
  options: CustomOptions,
  carrier: Carrier<Call>,
): Integration<Call, UpstreamResponse> {
  const { requestTemplates = {}, otherwise = "pass through", responses } = options;
  const templateFor = (request: Exchange) => findRequestTemplate(requestTemplates, request);
  const conversion = (request: Exchange) =>
    request.settings.bodies?.ofRequest(request, options.bodyAs, templateFor(request) !== undefined);
  return {
    readsBody: (request) =>
      carrier.wholeBody === true ||
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
      const call = {
        method,
        path: guardPath(options.path(request, overridden)),
        query: joinQuery(
          options.uriQuery?.(request, overridden) ?? "",
          formatQuery(override?.query(query) ?? query),
        ),
        headers: sentHeaders(
          override?.headers(headers) ?? headers,
          request,
          bodiless ? "none" : (whole ?? "streams"),
          carrier.addedHeaders?.(request) ?? [],
        ),
        body: bodiless ? undefined : (whole ?? streamBody(request)),
        timeoutMs: options.timeoutMs,
      };
      return carrier.toCall(call, request);
    },
    call: (call, request) => carrier.send(call, request),
    chooseResponse: (answer) => responses && chooseRule(responses, answer.status),
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
function sentHeaders(
  mapped: Mapped,
  request: Exchange,
  body: Buffer | "streams" | "none",
  added: readonly string[],
): [string, string][] {
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
  for (let i = 0; i < added.length; i += 2) set(added[i] ?? "", added[i + 1] ?? "");
  for (const [name, value] of mappedHeaders(mapped)) set(name, value);
  return [...headers.values()];
}
