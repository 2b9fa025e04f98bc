import type { Exchange } from "./exchange.js";
import type { BodyForm, ConvertBody } from "./integration.js";
import type { MappedFrom } from "./mapped.js";
import { isHeaderValue } from "./mapping.js";
import type { Upstream, UpstreamRequest, UpstreamResponse } from "./upstream.js";

/** What a mapping may set: `undefined` leaves it out. */
export type Mapped = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a template puts in place of a path parameter, if it does. */
export type PathOverride = (name: string) => string | undefined;

/** Where no template takes part. */
export const notOverridden: PathOverride = () => undefined;

/** What the document says of a call, whatever is called. */
export interface CallOptions {
  /** The method upstream; ANY is the client's. */
  readonly method: string;
  /** Path upstream, from the integration's URI. */
  readonly path: (request: Exchange, override: PathOverride) => string;
  /** The query that the integration's URI has itself. */
  readonly uriQuery?: (request: Exchange, override: PathOverride) => string;
  /** Query parameters that the mapping adds. */
  readonly query?: MappedFrom<[Exchange], Mapped>;
  /** Headers that the mapping sets; they replace the client's. */
  readonly headers?: MappedFrom<[Exchange], Mapped>;
  /** What the client's body is made; absent, what its media type says that it is. */
  readonly bodyAs?: BodyForm;
  /** Whether a mapping looks into the body. */
  readonly mapsBody?: true;
  readonly timeoutMs: number;
}

/** What the document says of a call to an HTTP upstream. */
export interface HttpCallOptions extends CallOptions {
  readonly upstream: Upstream;
}

/** Calls an upstream, and takes the time that it took to answer. */
export async function callUpstream(
  upstream: Upstream,
  call: UpstreamRequest,
  request: Exchange,
): Promise<UpstreamResponse> {
  const started = performance.now();
  try {
    const { settings, route, outgoing } = request;
    const timesBody = settings.family.timesBodies && route.integration.streams !== true;
    const response = await settings.upstream(upstream).send({ ...call, timesBody }, outgoing);
    request.integrationResponse = response;
    return response;
  } finally {
    request.integrationLatency = performance.now() - started;
  }
}

/** The mapped headers that can be sent, one entry a value. */
export function mappedHeaders(mapped: Mapped): [string, string][] {
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(mapped)) {
    if (value === undefined) continue;
    const text = typeof value === "string" ? value : value.join(",");
    if (isHeaderValue(text)) headers.push([name, text]);
  }
  return headers;
}

/** The client's body, where it was read: converted, after mappings have seen it as it was sent. */
export function convertedBody(
  request: Exchange,
  convert: ConvertBody | undefined,
): Buffer | undefined {
  if (convert !== undefined && request.body !== undefined) {
    request.body = convert(request.body);
    request.json = undefined;
  }
  return request.body;
}
