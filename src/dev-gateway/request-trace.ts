/** How much of each request is told. */
export type TraceLevel = "off" | "stages" | "full";

/** What happened to one request: plain data, in which secrets are hidden. */
export interface RequestTrace {
  /** The request's id, which upstreams and the log know too. */
  readonly id: string;
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  /** The operation that it was matched to. */
  readonly operation: string | undefined;
  /** Undefined when the client went away before there was an answer. */
  readonly status: number | undefined;
  /** Milliseconds from the request's head to the end of the answer. */
  readonly ms: number;
  /** Why it was refused or failed. */
  readonly failure: TracedFailure | undefined;
  /** In the order in which the request met them. */
  readonly stages: readonly TracedStage[];
}

export interface TracedFailure {
  readonly kind: string;
  /** What the client is told is wrong, and what is known besides. */
  readonly reasons: readonly string[];
}

export interface TracedStage {
  readonly name: string;
  readonly ms: number;
  readonly notes: readonly string[];
  /** Messages and rendered templates; empty unless the trace is full. */
  readonly parts: readonly TracedPart[];
}

/** A message, or a text that was made. */
export interface TracedPart {
  /** What it is: a request line, a status, or a few words. */
  readonly title: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** A body's beginning, as text. */
  readonly text: string;
  /** Bytes of which the text does not tell. */
  readonly omittedBytes: number;
}
