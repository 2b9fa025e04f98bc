/** What is told of one request when it has ended; nothing in it is a secret or a query. */
export interface EndedRequest {
  readonly id: string;
  /** The operation, if the request was matched to one. */
  readonly route: string | undefined;
  readonly method: string;
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
export type Observer = (request: EndedRequest) => void;
