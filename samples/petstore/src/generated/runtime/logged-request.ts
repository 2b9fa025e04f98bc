import { TLSSocket } from "node:tls";
import type { Exchange } from "./exchange.js";
import type { FailureKind } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import { LoggedIdentity } from "./logged-identity.js";
import type { EndedRequest, RequestEnd } from "./observe.js";
import { commonLogTime, resourcePathOf } from "./request-context.js";
import type { RequestContext } from "./request-context.js";
import { REST_FAILURES } from "./rest-failures.js";
import { UpstreamBody } from "./upstream-body.js";
import { validationErrors } from "./validation-errors.js";

/** A value as the line has it: escaped, "-" where there is none. */
export type Show = (value: string | number | boolean | undefined) => string;

/**
 * A request that has ended, by the names of Amazon API Gateway's context variables for access logs.
 * All of it is text that was escaped: nothing that a client sends can leave the place where it stands.
 * It is computed as a line asks for it.
 */
export class LoggedRequest {
  readonly #ended: EndedRequest;
  readonly #end: RequestEnd;
  readonly #exchange: Exchange | undefined;
  readonly #show: Show;
  #identity: LoggedIdentity | undefined;
  #values: Readonly<Record<string, string>> | undefined;

  constructor(ended: EndedRequest, end: RequestEnd, escape: (value: string) => string) {
    this.#ended = ended;
    this.#end = end;
    this.#exchange = end.exchange;
    this.#show = (value) => (value === undefined || value === "" ? "-" : escape(String(value)));
  }

  /** A value that an authorizer gives: `claims.sub`. */
  authorizerValue(name: string): string {
    this.#values ??= this.#readValues();
    return this.#show(Object.hasOwn(this.#values, name) ? this.#values[name] : undefined);
  }

  get accountId() {
    return this.#show(this.#end.settings.accountId);
  }
  get apiId() {
    return this.#show(this.#end.settings.apiId);
  }
  get domainName() {
    return this.#show(this.#context?.domainName);
  }
  get domainPrefix() {
    return this.#show(this.#context?.domainPrefix);
  }
  get extendedRequestId() {
    return this.#show(this.#end.ids.extendedRequestId);
  }
  get httpMethod() {
    return this.#show(this.#ended.method);
  }
  get isCanaryRequest() {
    return this.#show(this.#exchange?.settings.isCanary);
  }
  get path() {
    return this.#show(this.#context?.path);
  }
  get protocol() {
    return this.#show(`HTTP/${this.#end.outgoing.req.httpVersion}`);
  }
  get requestId() {
    return this.#show(this.#end.ids.requestId);
  }
  get requestTime() {
    return this.#show(this.#exchange && commonLogTime(this.#exchange.receivedAt));
  }
  get requestTimeEpoch() {
    return this.#show(this.#exchange?.receivedAt);
  }
  get resourceId() {
    return this.#show(this.#context?.resourceId);
  }
  get resourcePath() {
    return this.#show(this.#exchange && resourcePathOf(this.#exchange));
  }
  get routeKey() {
    return this.#show(this.#context?.routeKey);
  }
  get stage() {
    return this.#show((this.#exchange ?? this.#end).settings.stage);
  }
  get status() {
    return this.#show(this.#ended.status);
  }
  get xrayTraceId() {
    return this.#show(this.#context?.xrayTraceId);
  }

  /** All gateways of one's own are what Amazon calls regional. */
  get endpointType() {
    return "REGIONAL";
  }
  get tlsVersion() {
    return this.#show(this.#tls?.getProtocol() ?? undefined);
  }
  get cipherSuite() {
    return this.#show(this.#tls?.getCipher()?.standardName);
  }
  get customDomain() {
    return { basePathMatched: this.#show(this.#exchange?.basePathMatched) };
  }

  /** Bytes of the response's body, as they are sent. */
  get responseLength() {
    return this.#show(this.#responseBytes);
  }
  /** Bytes of both bodies. */
  get dataProcessed() {
    return this.#show(this.#requestBytes + this.#responseBytes);
  }
  get responseLatency() {
    return this.#show(Math.round(this.#ended.latency));
  }

  get awsEndpointRequestId() {
    return this.#show(this.#answered("x-amzn-requestid") ?? this.#answered("x-amz-request-id"));
  }
  get awsEndpointRequestId2() {
    return this.#show(this.#answered("x-amz-id-2"));
  }
  get integrationErrorMessage() {
    const { failure } = this.#end;
    const isCalled = this.#ended.integrationLatency !== undefined;
    return this.#show(isCalled && failure ? INTEGRATION_ERRORS[failure.kind] : undefined);
  }
  get integrationLatency() {
    return this.#show(rounded(this.#ended.integrationLatency));
  }
  get integrationStatus() {
    return this.#show(this.#integrationStatus);
  }
  get integration() {
    const isStreaming = this.#exchange?.route.integration.streams === true;
    return {
      error: this.integrationErrorMessage,
      integrationStatus: this.integrationStatus,
      latency: this.integrationLatency,
      requestId: this.awsEndpointRequestId,
      responseTransferMode: isStreaming ? "STREAM" : "BUFFERED",
      // What a function says itself goes before what the service that called it says.
      status: this.#show(this.#exchange?.functionStatus ?? this.#integrationStatus),
      timeToAllHeaders: isStreaming ? this.integrationLatency : "-",
    };
  }

  get identity() {
    this.#identity ??= new LoggedIdentity(this.#exchange, this.#end.outgoing.req, this.#show);
    return this.#identity;
  }

  get error() {
    const { failure } = this.#end;
    const message = this.#errorMessage;
    const isOfBody =
      failure !== undefined && REST_FAILURES[failure.kind].type === "BAD_REQUEST_BODY";
    return {
      message: this.#show(message),
      // It is a text of JSON, with its quotes.
      messageString: message === undefined ? "-" : `"${this.#show(message)}"`,
      responseType: this.#show(failure && REST_FAILURES[failure.kind].type),
      validationErrorString: this.#show(isOfBody ? validationErrors(failure.problems) : undefined),
    };
  }

  /** Whether keys that sign requests were found to be who they say. */
  get authenticate() {
    return this.#phase("authenticate", this.#isSigned);
  }
  /** What an authorizer, or a hook, found out. */
  get authorizer() {
    const { principal, authorizer } = this.#exchange ?? {};
    const isKnown =
      principal !== undefined &&
      !this.#isSigned &&
      (authorizer === undefined || Object.keys(authorizer.values).length > 0);
    const latency = authorizer?.values["integrationLatency"];
    const isAsked = !this.#isSigned && typeof latency === "number";
    return {
      ...this.#phase("authorizer", isKnown),
      integrationLatency: this.#show(isAsked ? latency : undefined),
      integrationStatus: this.#show(isAsked ? 200 : undefined),
    };
  }
  /** What policies say of who calls. */
  get authorize() {
    const { error, status } = this.#phase("authorize", this.#exchange?.principal !== undefined);
    return { error, status };
  }

  #phase(phase: Phase, isPassed: boolean) {
    const { failure } = this.#end;
    const isRefused = failure !== undefined && PHASES[failure.kind] === phase;
    const isReached = isRefused || isPassed;
    const latency = isReached ? this.#exchange?.authenticationLatency : undefined;
    return {
      error: this.#show(isRefused ? this.#errorMessage : undefined),
      latency: this.#show(rounded(latency)),
      status: this.#show(isRefused ? this.#ended.status : isPassed ? 200 : undefined),
    };
  }

  get #isSigned(): boolean {
    return this.#exchange?.identity.accessKey !== undefined;
  }

  get #context(): RequestContext | undefined {
    return this.#exchange?.context;
  }

  get #tls(): TLSSocket | undefined {
    const { socket } = this.#exchange ?? this.#end.outgoing.req;
    return socket instanceof TLSSocket ? socket : undefined;
  }

  get #integrationStatus(): number | undefined {
    if (this.#ended.integrationLatency === undefined) return undefined;
    const { cause } = this.#end.failure ?? {};
    const refused = cause instanceof Error && "status" in cause ? Number(cause.status) : undefined;
    return this.#exchange?.integrationResponse?.status ?? refused;
  }

  #answered(header: string): string | undefined {
    return headerValues(this.#exchange?.integrationResponse?.headers ?? [], header).at(-1);
  }

  get #responseBytes(): number {
    const { outgoing, response } = this.#end;
    const { body, status } = response ?? {};
    if (!outgoing.headersSent || outgoing.req.method === "HEAD") return 0;
    if (status === 204 || status === 304) return 0;
    return body instanceof UpstreamBody ? body.sentBytes : (body?.length ?? 0);
  }

  get #requestBytes(): number {
    const { framing, sentBody, body } = this.#exchange ?? {};
    return framing?.chunked === true ? ((sentBody ?? body)?.length ?? 0) : (framing?.length ?? 0);
  }

  /** What the family tells of an error, whatever a document makes of its answer. */
  get #errorMessage(): string | undefined {
    const { failure, settings } = this.#end;
    const body = failure && settings.family.failure(failure).body;
    if (!Buffer.isBuffer(body)) return undefined;
    const told = JSON.parse(body.toString()) as Readonly<Record<string, string | null>>;
    return told["message"] ?? told["Message"] ?? told["detail"] ?? undefined;
  }

  #readValues(): Readonly<Record<string, string>> {
    try {
      return this.#context?.authorizer ?? {};
    } catch {
      // A hook's principal with values that are no text.
      return {};
    }
  }
}

function rounded(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.round(milliseconds);
}

type Phase = "authenticate" | "authorizer" | "authorize";

/** In which phase of finding out who may call what a request is refused. */
const PHASES: Readonly<Partial<Record<FailureKind, Phase>>> = {
  "access-denied": "authorize",
  "authorizer-error": "authorizer",
  "authorizer-failure": "authorizer",
  "expired-credentials": "authenticate",
  "incomplete-signature": "authenticate",
  "invalid-signature": "authenticate",
  "missing-credentials": "authenticate",
  unauthorized: "authorizer",
  "unknown-credentials": "authenticate",
};

/** What is said of an integration that was called and did not answer as it should. */
const INTEGRATION_ERRORS: Readonly<Partial<Record<FailureKind, string>>> = {
  "bad-response": "The integration's answer does not have the format that the gateway expects",
  "configuration-error": "Execution failed due to configuration error",
  "integration-failure": "The integration failed",
  "integration-timeout": "Endpoint request timed out",
  "network-error": "Network error communicating with endpoint",
};
