import type { Family } from "./family.js";
import type { FailureKind } from "./gateway-error.js";
import { GatewayError } from "./gateway-error.js";
import { RouteTree } from "./route-tree.js";

/**
 * Behaves as Amazon API Gateway's REST APIs do: routes on the raw path, falls through to another
 * resource when the method is missing, and answers errors with Amazon's statuses, headers and bodies.
 */
export const restApi: Family = {
  // Amazon takes 10,240 bytes of header names, values and line ends.
  headLimits: { headers: 100, headerBytes: 10_240 },

  router(routes) {
    // Literals compare by bytes: `/%72` is not `/r`.
    const tree = new RouteTree(routes, (segment) => segment);
    return (method, path) => {
      // What ANY stands for; HEAD is not implied by GET.
      if (!METHODS.has(method)) throw new GatewayError("no-route");
      const match = tree.find(segmentsOf(path), (methods) =>
        methods.has(method) ? method : methods.has("ANY") ? "ANY" : undefined,
      );
      if (match === undefined) throw new GatewayError("no-route");
      return match;
    };
  },

  responseHeaders: (requestId) => ["x-amzn-RequestId", requestId],

  droppedRequestHeaders: new Set([
    "content-encoding",
    "content-md5",
    "max-forwards",
    "server",
    "via",
    "www-authenticate",
    "x-amzn-apigateway-api-id",
  ]),

  droppedResponseHeaders: new Set(["via"]),

  defaultContentType: "application/json",

  failure(error) {
    const [status, exception, body] = FAILURES[error.kind];
    const names = error.problems.map((problem) => problem.at).join(", ");
    const text = body.replace("[]", () => `[${JSON.stringify(names).slice(1, -1)}]`);
    return {
      status,
      headers: ["x-amzn-ErrorType", exception, "Content-Type", "application/json"],
      body: Buffer.from(text),
    };
  },
};

const METHODS = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/** Leading slashes count once and one trailing slash does not count; inner empty segments stay. */
function segmentsOf(path: string): string[] {
  const collapsed = path.replace(/^\/+/, "");
  return (collapsed.endsWith("/") ? collapsed.slice(0, -1) : collapsed).split("/");
}

/** Status, `x-amzn-ErrorType` and body. The spaces after the colons are Amazon's own, where it has them. */
const FAILURES: Readonly<Record<FailureKind, readonly [number, string, string]>> = {
  "access-denied": [
    403,
    "AccessDeniedException",
    '{"Message":"User is not authorized to access this resource"}',
  ],
  "authorizer-failure": [500, "AuthorizerConfigurationException", '{"message":null}'],
  "bad-body": [400, "BadRequestException", '{"message": "Invalid request body"}'],
  "bad-parameters": [
    400,
    "BadRequestException",
    '{"message": "Missing required request parameters: []"}',
  ],
  "bad-request": [400, "BadRequestException", '{"message":"Bad Request"}'],
  "configuration-error": [
    500,
    "InternalServerErrorException",
    '{"message": "Internal server error"}',
  ],
  "headers-too-large": [
    431,
    "BadRequestException",
    '{"message":"Request Header Or Cookie Too Large"}',
  ],
  "integration-failure": [
    500,
    "InternalServerErrorException",
    '{"message": "Internal server error"}',
  ],
  "integration-timeout": [
    504,
    "InternalServerErrorException",
    '{"message":"Endpoint request timed out"}',
  ],
  "internal-error": [500, "InternalServerErrorException", '{"message": "Internal server error"}'],
  "invalid-json": [400, "BadRequestException", '{"message":"Invalid JSON in request body"}'],
  // Amazon looks at no values; these are the words that come nearest to its own.
  "invalid-parameters": [
    400,
    "BadRequestException",
    '{"message": "Invalid request parameters: []"}',
  ],
  "method-not-allowed": [
    403,
    "MissingAuthenticationTokenException",
    '{"message":"Missing Authentication Token"}',
  ],
  "network-error": [
    500,
    "InternalServerErrorException",
    '{"message":"Network error communicating with endpoint"}',
  ],
  "no-route": [
    403,
    "MissingAuthenticationTokenException",
    '{"message":"Missing Authentication Token"}',
  ],
  "not-implemented": [501, "NotImplementedException", '{"message":"Not Implemented"}'],
  "payload-too-large": [413, "RequestTooLargeException", '{"message":"Request Too Long"}'],
  unauthorized: [401, "UnauthorizedException", '{"message":"Unauthorized"}'],
  "unsupported-media-type": [415, "BadRequestException", '{"message":"Unsupported Media Type"}'],
};
