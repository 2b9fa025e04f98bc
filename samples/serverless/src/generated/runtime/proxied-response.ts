import { MAX_BODY_BYTES } from "./body.js";
import type { Exchange } from "./exchange.js";
import { removeHeader } from "./header-values.js";
import type { GatewayResponse, IntegrationAnswer } from "./integration.js";
import type { MappedFrom } from "./mapped.js";
import { mappedFrom } from "./mapped.js";
import type { ParameterChange } from "./parameter-mapping.js";
import { changeHeaders } from "./parameter-mapping.js";
import { upstreamHeaders } from "./proxied-headers.js";
import type { UpstreamResponse } from "./upstream.js";
import { asAnswer } from "./upstream-answer.js";

/** What changes of a response. */
export interface ResponseMapping {
  /** The status for the client; a text that is none changes nothing. */
  readonly status?: number | ((answer: IntegrationAnswer, request: Exchange) => string | undefined);
  readonly headers?: MappedFrom<[IntegrationAnswer, Exchange], readonly ParameterChange[]>;
  /** Whether a mapping looks into the answer's body, so that it must be read whole. */
  readonly mapsBody?: true;
}

/** What changes of responses, by the integration's status. */
export type ResponseMappings = Readonly<Record<number, ResponseMapping>>;

/** An answer as it goes to the client of an HTTP API: as it came, but for what mappings change. */
export async function proxiedResponse(
  response: UpstreamResponse,
  mappings: ResponseMappings,
  request: Exchange,
): Promise<GatewayResponse> {
  const { status, headers: sent } = response;
  const headers = upstreamHeaders(sent, request.settings.family.droppedResponseHeaders);
  const mapping = mappings[status];
  if (mapping === undefined) return { status, headers, body: response.body };
  const answer = asAnswer(response);
  const read = mapping.mapsBody
    ? { ...answer, body: await response.body.read(MAX_BODY_BYTES) }
    : answer;
  // The gateway says how long a body is that it holds.
  if (mapping.mapsBody) removeHeader(headers, "content-length");
  return changedResponse({ status, headers, body: read.body }, read, mapping, request);
}

/** A response as a mapping changes it, which looks at the integration's answer. */
export function changedResponse(
  response: GatewayResponse,
  answer: IntegrationAnswer,
  mapping: ResponseMapping,
  request: Exchange,
): GatewayResponse {
  const headers = [...response.headers];
  changeHeaders(headers, mappedFrom(mapping.headers, answer, request) ?? []);
  return { ...response, status: statusOf(answer, mapping, request), headers };
}

function statusOf(answer: IntegrationAnswer, { status }: ResponseMapping, request: Exchange) {
  if (typeof status === "number") return status;
  const text = status?.(answer, request) ?? "";
  return /^[2-5]\d\d$/.test(text) ? Number(text) : answer.status;
}
