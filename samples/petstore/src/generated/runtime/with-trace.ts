import type { Exchange } from "./exchange.js";
import { headerValues } from "./header-values.js";
import type { GatewayResponse } from "./integration.js";

/** A response that tells the client the trace of its request, unless it does so already. */
export function withTrace(response: GatewayResponse, request: Exchange): GatewayResponse {
  const { headers } = response;
  if (headerValues(headers, "x-amzn-trace-id").length > 0) return response;
  return { ...response, headers: [...headers, "X-Amzn-Trace-Id", request.traceHeader] };
}
