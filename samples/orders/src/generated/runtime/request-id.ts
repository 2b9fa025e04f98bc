import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { headerValues } from "./header-values.js";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The request's id: a new UUID, or the client's own if it sent one in `x-amzn-RequestId`. */
export function requestId(request: IncomingMessage): string {
  const sent = headerValues(request.rawHeaders, "x-amzn-requestid").at(-1);
  return sent !== undefined && UUID.test(sent) ? sent : randomUUID();
}
