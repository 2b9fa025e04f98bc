import type { IncomingMessage } from "node:http";
import { headerValues } from "./header-values.js";
import type { CrossOrigin } from "./pipeline.js";

/** What the document says of requests from pages of other origins. */
export interface CorsOptions {
  /** Origins; `*` is any, `https://*` and `http://*` are any of that scheme. */
  readonly allowOrigins: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  /** Seconds for which browsers keep the answer to a preflight. */
  readonly maxAge?: number;
  readonly allowCredentials?: true;
}

/** Answers preflights, and gives responses the headers that let pages of allowed origins read them. */
export function cors(options: CorsOptions): CrossOrigin {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, maxAge } = options;
  const anyOrigin = allowOrigins.includes("*");
  const vary = anyOrigin ? [] : ["vary", "origin"];
  const shared = options.allowCredentials ? ["access-control-allow-credentials", "true"] : [];
  const forPreflights = [
    ...shared,
    ...listHeader("access-control-allow-methods", allowMethods),
    ...listHeader("access-control-allow-headers", allowHeaders),
    ...(maxAge === undefined ? [] : ["access-control-max-age", String(maxAge)]),
  ];
  const forResponses = [...shared, ...listHeader("access-control-expose-headers", exposeHeaders)];
  const isAllowed = (origin: string) =>
    anyOrigin ||
    allowOrigins.includes(origin) ||
    (allowOrigins.includes("https://*") && origin.startsWith("https://")) ||
    (allowOrigins.includes("http://*") && origin.startsWith("http://"));
  /** The headers for a request's origin, with `more` if it is allowed. */
  const headersFor = (incoming: IncomingMessage, more: readonly string[]): readonly string[] => {
    const [origin, ...others] = headerValues(incoming.rawHeaders, "origin");
    if (origin === undefined || others.length > 0 || !isAllowed(origin)) return vary;
    return ["access-control-allow-origin", anyOrigin ? "*" : origin, ...more, ...vary];
  };
  return {
    preflight(incoming) {
      const has = (name: string) => headerValues(incoming.rawHeaders, name).length > 0;
      const isPreflight =
        incoming.method === "OPTIONS" && has("origin") && has("access-control-request-method");
      if (!isPreflight) return undefined;
      return { status: 204, headers: headersFor(incoming, forPreflights), body: undefined };
    },
    mark: (response, incoming) => ({
      ...response,
      headers: [...withoutCors(response.headers), ...headersFor(incoming, forResponses)],
    }),
  };
}

function listHeader(name: string, values: readonly string[] | undefined): string[] {
  return values === undefined || values.length === 0 ? [] : [name, values.join(",")];
}

/** What the integration says itself does not count. */
function withoutCors(headers: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] ?? "";
    if (!name.toLowerCase().startsWith("access-control-")) kept.push(name, headers[i + 1] ?? "");
  }
  return kept;
}
