import type { Exchange } from "./exchange.js";
import type { GatewayResponse, IntegrationAnswer } from "./integration.js";
import type { MappedFrom } from "./mapped.js";
import { mappedFrom } from "./mapped.js";
import type { ParameterChange } from "./parameter-mapping.js";
import { changeHeaders } from "./parameter-mapping.js";

/** What an HTTP API changes of a response. */
export interface ResponseMapping {
  /** The status for the client; a text that is none changes nothing. */
  readonly status?: number | ((answer: IntegrationAnswer, request: Exchange) => string | undefined);
  readonly headers?: MappedFrom<[IntegrationAnswer, Exchange], readonly ParameterChange[]>;
  /** Whether a mapping looks into the answer's body, so that it must be read whole. */
  readonly mapsBody?: true;
}

/** What changes, by the status of the integration's answer. */
export type ResponseMappings = Readonly<Record<number, ResponseMapping>>;

/** A response as a mapping changes it, which looks at what the integration answered. */
export function changeResponse(
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
