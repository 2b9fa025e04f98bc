import type { FailureKind, GatewayError } from "./gateway-error.js";

/** Amazon API Gateway's names for the errors that a document can give an answer of its own. */
export type GatewayResponseType =
  | "ACCESS_DENIED"
  | "API_CONFIGURATION_ERROR"
  | "AUTHORIZER_CONFIGURATION_ERROR"
  | "AUTHORIZER_FAILURE"
  | "BAD_REQUEST_BODY"
  | "BAD_REQUEST_PARAMETERS"
  | "DEFAULT_4XX"
  | "DEFAULT_5XX"
  | "EXPIRED_TOKEN"
  | "INTEGRATION_FAILURE"
  | "INTEGRATION_TIMEOUT"
  | "INVALID_API_KEY"
  | "INVALID_SIGNATURE"
  | "MISSING_AUTHENTICATION_TOKEN"
  | "QUOTA_EXCEEDED"
  | "RESOURCE_NOT_FOUND"
  | "THROTTLED"
  | "UNAUTHORIZED"
  | "UNSUPPORTED_MEDIA_TYPE";

/** What Amazon API Gateway makes of a kind of failure. */
export interface RestFailure {
  /** Undefined for what no document can change. */
  readonly type: GatewayResponseType | undefined;
  readonly status: number;
  /** The status where the document has an answer for this very type, and no status for it. */
  readonly typeStatus?: number;
  /** `x-amzn-ErrorType`. */
  readonly exception: string;
  /** `[]` stands for the names of the parameters that are wrong. */
  readonly message: string | null;
  /** What stands around the message, where it is not `{"message":…}`. */
  readonly prefix?: '{"message": ' | '{"Message":';
}

const badRequest = { status: 400, exception: "BadRequestException" };
// The space is Amazon's own, in what it does not render from a template.
const spaced = { prefix: '{"message": ' } as const;
const serverError = {
  status: 500,
  exception: "InternalServerErrorException",
  message: "Internal server error",
  ...spaced,
};
const noRoute = {
  type: "MISSING_AUTHENTICATION_TOKEN",
  status: 403,
  exception: "MissingAuthenticationTokenException",
  message: "Missing Authentication Token",
} as const;

/** Type, status, exception and message of every kind of failure. */
export const REST_FAILURES: Readonly<Record<FailureKind, RestFailure>> = {
  "access-denied": {
    type: "ACCESS_DENIED",
    status: 403,
    exception: "AccessDeniedException",
    message: "User is not authorized to access this resource",
    prefix: '{"Message":',
  },
  "api-key-refused": {
    type: "INVALID_API_KEY",
    status: 403,
    exception: "ForbiddenException",
    message: "Forbidden",
  },
  "authorizer-error": {
    type: "AUTHORIZER_FAILURE",
    status: 500,
    exception: "AuthorizerFailureException",
    message: null,
  },
  "authorizer-failure": {
    type: "AUTHORIZER_CONFIGURATION_ERROR",
    status: 500,
    exception: "AuthorizerConfigurationException",
    message: null,
  },
  "bad-body": {
    ...badRequest,
    type: "BAD_REQUEST_BODY",
    message: "Invalid request body",
    ...spaced,
  },
  "bad-parameters": {
    ...badRequest,
    type: "BAD_REQUEST_PARAMETERS",
    message: "Missing required request parameters: []",
    ...spaced,
  },
  "bad-request": { ...badRequest, type: "DEFAULT_4XX", message: "Bad Request" },
  // As Amazon answers to a Lambda proxy response that is none.
  "bad-response": { ...serverError, type: "DEFAULT_5XX", status: 502 },
  "certificate-refused": {
    type: undefined,
    status: 403,
    exception: "ForbiddenException",
    message: "Forbidden",
  },
  "configuration-error": { ...serverError, type: "API_CONFIGURATION_ERROR" },
  "expired-credentials": {
    type: "EXPIRED_TOKEN",
    status: 403,
    exception: "ExpiredTokenException",
    message: "The security token included in the request is expired",
  },
  "headers-too-large": {
    type: undefined,
    status: 431,
    exception: "BadRequestException",
    message: "Request Header Or Cookie Too Large",
  },
  "incomplete-signature": {
    type: "INVALID_SIGNATURE",
    status: 403,
    exception: "IncompleteSignatureException",
    message: "The request signature is not complete.",
  },
  "integration-failure": { ...serverError, type: "INTEGRATION_FAILURE", typeStatus: 504 },
  "integration-timeout": {
    type: "INTEGRATION_TIMEOUT",
    status: 504,
    exception: "InternalServerErrorException",
    message: "Endpoint request timed out",
  },
  "internal-error": { ...serverError, type: "DEFAULT_5XX" },
  "invalid-json": { ...badRequest, type: "DEFAULT_4XX", message: "Invalid JSON in request body" },
  // Amazon looks at no values; these are the words that come nearest to its own.
  "invalid-parameters": {
    ...badRequest,
    type: "BAD_REQUEST_PARAMETERS",
    message: "Invalid request parameters: []",
    ...spaced,
  },
  "invalid-signature": {
    type: "INVALID_SIGNATURE",
    status: 403,
    exception: "InvalidSignatureException",
    message:
      "The request signature we calculated does not match the signature you provided. Check your " +
      "AWS Secret Access Key and signing method. Consult the service documentation for details.",
  },
  "method-not-allowed": noRoute,
  "missing-credentials": noRoute,
  "network-error": {
    type: "INTEGRATION_FAILURE",
    status: 500,
    typeStatus: 504,
    exception: "InternalServerErrorException",
    message: "Network error communicating with endpoint",
  },
  "no-route": noRoute,
  "not-implemented": {
    type: "DEFAULT_5XX",
    status: 501,
    exception: "NotImplementedException",
    message: "Not Implemented",
  },
  "payload-too-large": {
    type: undefined,
    status: 413,
    exception: "RequestTooLargeException",
    message: "Request Too Long",
  },
  "quota-exceeded": {
    type: "QUOTA_EXCEEDED",
    status: 429,
    exception: "LimitExceededException",
    message: "Limit Exceeded",
  },
  throttled: {
    type: "THROTTLED",
    status: 429,
    exception: "TooManyRequestsException",
    message: "Too Many Requests",
  },
  unauthorized: {
    type: "UNAUTHORIZED",
    status: 401,
    exception: "UnauthorizedException",
    message: "Unauthorized",
  },
  "unknown-credentials": {
    type: "INVALID_SIGNATURE",
    status: 403,
    exception: "UnrecognizedClientException",
    message: "The security token included in the request is invalid.",
  },
  "unknown-stage": {
    type: undefined,
    status: 403,
    exception: "ForbiddenException",
    message: "Forbidden",
  },
  // What begins as JSON and is none, where a template looks into it.
  "unparsable-payload": {
    ...badRequest,
    type: "DEFAULT_4XX",
    message: "Could not process payload",
  },
  "unsupported-media-type": {
    ...badRequest,
    type: "UNSUPPORTED_MEDIA_TYPE",
    status: 415,
    message: "Unsupported Media Type",
  },
};

/** The message of an error: what its thrower says, else Amazon's, with the names of the parameters. */
export function messageOf({ message }: RestFailure, { told, problems }: GatewayError) {
  const names = problems.map((problem) => problem.at).join(", ");
  return told ?? message?.replace("[]", () => `[${names}]`) ?? null;
}
