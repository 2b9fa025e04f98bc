import type { Location } from "../diagnostics/diagnostic.js";
import type { RequestExpression } from "./integration.js";
import type { MappedText } from "./parameter-mapping.js";

/** The kinds of errors that a document can give an answer of its own, and the two for the rest. */
export const GATEWAY_RESPONSE_TYPES = [
  "ACCESS_DENIED",
  "API_CONFIGURATION_ERROR",
  "AUTHORIZER_CONFIGURATION_ERROR",
  "AUTHORIZER_FAILURE",
  "BAD_REQUEST_BODY",
  "BAD_REQUEST_PARAMETERS",
  "DEFAULT_4XX",
  "DEFAULT_5XX",
  "EXPIRED_TOKEN",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
  "INVALID_API_KEY",
  "INVALID_SIGNATURE",
  "MISSING_AUTHENTICATION_TOKEN",
  "QUOTA_EXCEEDED",
  "RESOURCE_NOT_FOUND",
  "THROTTLED",
  "UNAUTHORIZED",
  "UNSUPPORTED_MEDIA_TYPE",
] as const;

export type GatewayResponseType = (typeof GATEWAY_RESPONSE_TYPES)[number];

/** What the document says of the answer to one kind of error. */
export interface GatewayResponse {
  readonly type: GatewayResponseType;
  /** Undefined keeps the error's own. */
  readonly status: number | undefined;
  readonly headers: readonly { readonly name: string; readonly value: FailureExpression }[];
  /** Bodies by media type; none keeps the built-in one. */
  readonly templates: readonly {
    readonly mediaType: string;
    readonly parts: MappedText<FailureExpression>;
  }[];
  readonly at: Location;
}

/** A value that the answer to an error takes from the request, or from the error itself. */
export type FailureExpression =
  | Exclude<RequestExpression, { readonly kind: "body" | "bodyMember" }>
  | { readonly kind: "error"; readonly member: ErrorMember };

/**
 * What is known of an error. `messageString` is the message as JSON, `validationErrorString` what is
 * wrong with a body, `status` what the client gets.
 */
export const ERROR_MEMBERS = [
  "message",
  "messageString",
  "responseType",
  "status",
  "validationErrorString",
] as const;

export type ErrorMember = (typeof ERROR_MEMBERS)[number];
