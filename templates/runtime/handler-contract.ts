import type { Readable } from "node:stream";
import type { Exchange } from "./exchange.js";
import type { RequestContext } from "./request-context.js";
import type { Principal } from "./security.js";

/** What every handler is given; its operation adds parameters and a body of their own types. */
export interface HandlerRequest {
  /** Who calls, as a security hook found out. */
  readonly principal: Principal | undefined;
  readonly context: RequestContext;
  /** Aborts when nobody waits for the answer any more: the client went away, or the time is over. */
  readonly signal: AbortSignal;
  /** The request itself, with all that was sent, and the gateway's logger in its settings. */
  readonly exchange: Exchange;
}

/**
 * Answers an operation. What it throws is logged, and answered by an error of the gateway's; a
 * `GatewayError` is answered as the gateway itself would.
 */
export type Handler<Request extends HandlerRequest, Answered> = (
  request: Request,
) => Answered | Promise<Answered>;

/** Headers by name; those that frame a message are the gateway's. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** An answer with a body, of the media type that the document declares for its status. */
export interface Answer<Status extends number, Body> {
  readonly status: Status;
  readonly headers?: AnswerHeaders;
  readonly body: Body;
}

/** An answer that says which of the declared media types its body has. */
export interface TypedAnswer<
  Status extends number,
  Body,
  ContentType extends string,
> extends Answer<Status, Body> {
  readonly contentType: ContentType;
}

/** An answer without a body. */
export interface EmptyAnswer<Status extends number> {
  readonly status: Status;
  readonly headers?: AnswerHeaders;
  readonly body?: undefined;
}

/** A body that is not JSON: text, bytes, or a stream of either. */
export type RawBody = string | Uint8Array | Readable;
