import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { headerValues } from "./header-values.js";

/** What one request is known by. */
export interface RequestIds {
  readonly requestId: string;
  /** Never the client's own; the same as the other where a family knows only one. */
  readonly extendedRequestId: string;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A request's id: a new UUID, or the client's own if it sent one in `x-amzn-RequestId`. */
export function requestId(request: IncomingMessage): string {
  const sent = headerValues(request.rawHeaders, "x-amzn-requestid").at(-1);
  return sent !== undefined && UUID.test(sent) ? sent : randomUUID();
}
