import type { Exchange } from "../exchange.js";
import { eventHeaders } from "./event-headers.js";

/** The request as its event will tell it. */
export interface HttpApiCall {
  readonly headers: string[];
  readonly query: string;
}

const DROPPED = new Set(["x-amzn-trace-id"]);

/** A request as functions of HTTP APIs are told it, but for what a document changes of it. */
export function httpApiCall(request: Exchange): HttpApiCall {
  return { headers: eventHeaders(request, DROPPED), query: request.target.query };
}
