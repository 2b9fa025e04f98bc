import { chooseTemplate } from "./choose-template.js";
import type { Exchange } from "./exchange.js";
import type { CustomFailure } from "./family.js";
import type { GatewayError } from "./gateway-error.js";
import type { Mapped } from "./http-call.js";
import { mappedHeaders } from "./http-call.js";
import type { MappedFrom } from "./mapped.js";
import { mappedFrom } from "./mapped.js";
import { restApi } from "./rest-api.js";
import type { GatewayResponseType, RestFailure } from "./rest-failures.js";
import { messageOf, REST_FAILURES } from "./rest-failures.js";
import { validationErrors } from "./validation-errors.js";

/** What the document says of the answer to one type of error. */
export interface GatewayResponseRule {
  /** Absent, the error's own. */
  readonly status?: number;
  /** Response headers besides `x-amzn-ErrorType`; `undefined` leaves one out. */
  readonly headers?: MappedFrom<[Exchange, ErrorContext], Mapped>;
  /** Bodies by media type: a text, or its parts, where `undefined` is nothing. */
  readonly templates?: Readonly<Record<string, string | FailureTemplate>>;
}

export type FailureTemplate = (
  request: Exchange,
  error: ErrorContext,
) => readonly (string | undefined)[];

/** What Amazon API Gateway calls `$context.error`, and `$context.status`. */
export interface ErrorContext {
  readonly message: string;
  /** The message as JSON. */
  readonly messageString: string;
  readonly responseType: GatewayResponseType;
  readonly status: string;
  /** What is wrong with the body. */
  readonly validationErrorString: string;
}

/**
 * Answers errors as the document says, which never is a mixture: by the rule of the error's own type,
 * else by the one for all client's or server's errors, else as Amazon does by itself.
 */
export function defineGatewayResponses(
  rules: Readonly<Partial<Record<GatewayResponseType, GatewayResponseRule>>>,
): CustomFailure {
  return (error, request) => {
    const failure = REST_FAILURES[error.kind];
    const { type } = failure;
    if (type === undefined) return undefined;
    const own = rules[type];
    const rule = own ?? rules[failure.status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX"];
    if (rule === undefined) return undefined;
    const usual = own === undefined ? failure.status : (failure.typeStatus ?? failure.status);
    const status = rule.status ?? usual;
    const context = errorContext(error, failure, type, status);
    const headers = mappedHeaders(mappedFrom(rule.headers, request, context) ?? {});
    const { mediaType, body } = bodyOf(error, rule, request, context);
    const typed = headers.some(([name]) => name.toLowerCase() === "content-type");
    return {
      status,
      headers: [
        "x-amzn-ErrorType",
        failure.exception,
        ...headers.flat(),
        ...(typed ? [] : ["Content-Type", mediaType]),
      ],
      body,
    };
  };
}

function errorContext(
  error: GatewayError,
  failure: RestFailure,
  responseType: GatewayResponseType,
  status: number,
): ErrorContext {
  const message = messageOf(failure, error);
  return {
    message: message ?? "",
    messageString: JSON.stringify(message),
    responseType,
    status: String(status),
    validationErrorString:
      responseType === "BAD_REQUEST_BODY" ? validationErrors(error.problems) : "",
  };
}

function bodyOf(
  error: GatewayError,
  rule: GatewayResponseRule,
  request: Exchange,
  context: ErrorContext,
) {
  const [mediaType, template] = chooseTemplate(rule.templates ?? {}, request) ?? [];
  if (mediaType === undefined || template === undefined) {
    return { mediaType: "application/json", body: restApi.failure(error).body };
  }
  const text = typeof template === "string" ? template : template(request, context).join("");
  return { mediaType, body: Buffer.from(text) };
}
