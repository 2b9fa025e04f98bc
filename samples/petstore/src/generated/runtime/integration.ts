import type { BodyTemplate } from "./body-template.js";
import type { Exchange } from "./exchange.js";
import type { MappedFrom } from "./mapped.js";
import type { UpstreamBody } from "./upstream-body.js";

/** What goes back to the client. */
export interface GatewayResponse {
  readonly status: number;
  /** Names and values alternating, as they go on the wire. */
  readonly headers: readonly string[];
  readonly body: Buffer | UpstreamBody | undefined;
}

/** How an answer of the integration becomes a response, for the answers that `when` matches. */
export interface ResponseRule {
  /**
   * Matches the whole integration status, or the whole message of a function that failed; absent on
   * the rule for all others.
   */
  readonly when?: RegExp;
  readonly status: number;
  /** Response headers; `undefined` leaves one out. */
  readonly headers?: MappedFrom<
    [IntegrationAnswer, Exchange],
    Readonly<Record<string, string | undefined>>
  >;
  /** Whether a header looks into the answer's body, so that it must be read whole. */
  readonly mapsBody?: true;
  /** What the integration's body is made; absent, what the client accepts. */
  readonly bodyAs?: BodyForm;
  /** Bodies in place of the integration's, by media type. */
  readonly templates?: Readonly<Record<string, BodyTemplate>>;
}

/** What a body is: text, or bytes, which are base64 where they must be text. */
export type BodyForm = "text" | "bytes";

/** Makes a body what it should be, or fails. */
export type ConvertBody = (body: Buffer) => Buffer;

/** Converts bodies where some media types are bytes; what it leaves undefined stays as it is. */
export interface BodyConversion {
  /** Whether the media type that a header begins with is one of those; JSON, where there is none. */
  isBytes(header: string | undefined): boolean;
  /** @param isTemplated whether a template makes another body of this one, which must be text then */
  ofRequest(
    request: Exchange,
    bodyAs: BodyForm | undefined,
    isTemplated: boolean,
  ): ConvertBody | undefined;
  ofAnswer(
    answer: IntegrationAnswer,
    rule: ResponseRule,
    request: Exchange,
  ): ConvertBody | undefined;
  /** An upstream's response that no rule changed. */
  ofProxied(response: GatewayResponse, request: Exchange): Promise<GatewayResponse>;
}

/** What an integration answered, as response rules see it. */
export interface IntegrationAnswer {
  readonly status: number;
  /** The last value of a header of the answer. */
  header(name: string): string | undefined;
  /** All values of a header of the answer, joined by `,`. */
  headerAll(name: string): string | undefined;
  /** Read whole where a rule looks into it. */
  readonly body: Buffer | UpstreamBody | undefined;
  /** The body parsed, where a mapping parsed it. */
  json?: unknown;
}

/** What was sent of an operation's parameters, by place and name. */
export type ParameterValues = Readonly<
  Record<"path" | "query" | "headers" | "cookies", Record<string, unknown>>
>;

/**
 * What answers a route. The pipeline calls the parts in the order in which they stand; what
 * `mapRequest` makes goes to `call`, what that answers goes on.
 */
export interface Integration<Call = unknown, Answer = unknown> {
  /** Responses go on as they come: nothing converts or compresses them. */
  readonly streams?: boolean;
  /** Makes what checks put the parameters' values into, where it is to have them. */
  readonly keepParameters?: (() => ParameterValues) | undefined;
  /** Whether the mapping looks at the body, so that it must be read whole. */
  readsBody(request: Exchange): boolean;
  mapRequest(request: Exchange): Call;
  call(call: Call, request: Exchange): Answer | Promise<Answer>;
  /** The rule for this answer; undefined passes the answer through as it is. */
  chooseResponse(answer: Answer, request: Exchange): ResponseRule | undefined;
  mapResponse(
    answer: Answer,
    rule: ResponseRule | undefined,
    request: Exchange,
  ): GatewayResponse | Promise<GatewayResponse>;
}
