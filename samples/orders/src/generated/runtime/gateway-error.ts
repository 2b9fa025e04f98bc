/**
 * Why a request is refused or fails. The words are the gateway's own; each API family renders them
 * with its status, headers and body.
 */
export type FailureKind =
  | "bad-request"
  | "bad-parameters"
  | "bad-body"
  | "bad-response"
  | "access-denied"
  | "api-key-refused"
  | "authorizer-error"
  | "authorizer-failure"
  | "certificate-refused"
  | "configuration-error"
  | "expired-credentials"
  | "headers-too-large"
  | "incomplete-signature"
  | "integration-failure"
  | "integration-timeout"
  | "internal-error"
  | "invalid-json"
  | "invalid-parameters"
  | "invalid-signature"
  | "method-not-allowed"
  | "missing-credentials"
  | "network-error"
  | "no-route"
  | "not-implemented"
  | "payload-too-large"
  | "quota-exceeded"
  | "throttled"
  | "unauthorized"
  | "unknown-credentials"
  | "unknown-stage"
  | "unparsable-payload"
  | "unsupported-media-type";

/** One thing wrong with a request: where (JSON pointer or parameter) and what. */
export interface Problem {
  /** `body`, `path`, `query`, `header` or `cookie`. */
  readonly in: string;
  /** JSON pointer into the body, or the parameter's name. */
  readonly at: string;
  /** The keyword of JSON Schema that is not met, where a schema was. */
  readonly keyword?: string;
  readonly message: string;
}

/** What the caller may learn besides the kind of failure. */
export interface FailureDetails {
  readonly problems?: readonly Problem[];
  /** What the caller is told in place of the usual words. */
  readonly told?: string;
  /** Response headers that say what is asked for: names and values alternating. */
  readonly headers?: readonly string[];
  /** Methods that the path has, for `method-not-allowed`. */
  readonly allow?: readonly string[];
  /** What happened, for the log only. */
  readonly cause?: unknown;
}

/** Ends a request: thrown by a stage, caught by the pipeline, rendered by the family. */
export class GatewayError extends Error {
  readonly kind: FailureKind;
  readonly told: string | undefined;
  readonly headers: readonly string[];
  readonly problems: readonly Problem[];
  readonly allow: readonly string[];

  constructor(kind: FailureKind, details: FailureDetails = {}) {
    super(kind, { cause: details.cause });
    this.kind = kind;
    this.told = details.told;
    this.headers = details.headers ?? [];
    this.problems = details.problems ?? [];
    this.allow = details.allow ?? [];
  }
}
