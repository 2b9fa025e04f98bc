import type { ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Exchange, ExchangeSettings } from "./exchange.js";
import type { GatewayError } from "./gateway-error.js";
import type { GatewayResponse } from "./integration.js";
import type { RequestIds } from "./request-id.js";

/** What is told of one request when it has ended; nothing in it is a secret or a query. */
export interface EndedRequest {
  readonly id: string;
  /** The operation, if the request was matched to one. */
  readonly route: string | undefined;
  readonly method: string;
  /** Whether the stage's canary answered it; undefined where the stage has none. */
  readonly canary: boolean | undefined;
  readonly status: number;
  /** Whether the client went away before the answer was sent. */
  readonly aborted: boolean;
  /** Milliseconds from the request's head to the end of the answer. */
  readonly latency: number;
  /** Milliseconds that the integration took to answer; undefined if it was not called. */
  readonly integrationLatency: number | undefined;
  /** Kind of the failure that ended the request. */
  readonly errorType: string | undefined;
  /** What caused the failure, for the log only. */
  readonly cause: unknown;
}

/** Told of every request that has ended. */
export type Observer = (request: EndedRequest, end: RequestEnd) => void;

/** A log of requests, for the logger whose lines its own stand among. */
export type AccessLog = (logger: Logger) => Observer;

/** All that there is of a request when it has ended, with its secrets: who tells of it, chooses. */
export interface RequestEnd {
  readonly ids: RequestIds;
  readonly settings: ExchangeSettings;
  /** Undefined for a request that is malformed. */
  readonly exchange: Exchange | undefined;
  readonly outgoing: ServerResponse;
  /** Undefined where the client went away before there was one. */
  readonly response: GatewayResponse | undefined;
  readonly failure: GatewayError | undefined;
}
