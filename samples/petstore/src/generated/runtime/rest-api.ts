import { bodyDecoder } from "./content-coding.js";
import type { Family } from "./family.js";
import { GatewayError } from "./gateway-error.js";
import { randomText } from "./random-text.js";
import { requestId } from "./request-id.js";
import { messageOf, REST_FAILURES } from "./rest-failures.js";
import { ANY, RouteTree } from "./route-tree.js";

/**
 * Behaves as Amazon API Gateway's REST APIs do: routes on the raw path, falls through to another
 * resource when the method is missing, and answers errors with Amazon's statuses, headers and bodies.
 */
export const restApi: Family = {
  // Amazon takes 10,240 bytes of header names, values and line ends.
  headLimits: { headers: 100, headerBytes: 10_240 },

  // Fifteen characters and a "=", as Amazon's look.
  requestIds: (incoming) => ({
    requestId: requestId(incoming),
    extendedRequestId: randomText(11, "base64"),
  }),

  readPath: (sent) => sent,

  // Amazon refuses these unless they are percent-encoded.
  checkQuery(sent) {
    if (/[{|}]/.test(sent)) throw new GatewayError("bad-request");
  },

  contextPath: (path) => path,

  resourceOf: countedPath,

  router(routes) {
    // Literals compare by bytes: `/%72` is not `/r`.
    const tree = new RouteTree(routes, (segment) => segment);
    return (method, path) => {
      if (!ANY.has(method)) throw new GatewayError("no-route");
      const match = tree.find(segmentsOf(path), (methods) =>
        methods.has(method) ? method : methods.has("ANY") ? "ANY" : undefined,
      );
      if (match === undefined) throw new GatewayError("no-route");
      return match;
    };
  },

  bodyDecoder,

  responseHeaders: (ids) => [
    "x-amzn-RequestId",
    ids.requestId,
    "x-amz-apigw-id",
    ids.extendedRequestId,
  ],

  callerHeaders: (request) => [
    "X-Amzn-Apigateway-Api-Id",
    request.settings.apiId,
    "X-Amzn-Trace-Id",
    request.traceHeader,
  ],

  droppedRequestHeaders: new Set([
    "content-encoding",
    "content-md5",
    "max-forwards",
    "server",
    "via",
    "www-authenticate",
    "x-amzn-apigateway-api-id",
    "x-amzn-trace-id",
  ]),

  droppedResponseHeaders: new Set(["via"]),

  // What the gateway sets itself, and what would speak of the upstream as if it were the gateway.
  remappedResponseHeaders: new Set([
    "authorization",
    "connection",
    "content-length",
    "content-md5",
    "date",
    "max-forwards",
    "server",
    "user-agent",
    "www-authenticate",
    "x-amz-apigw-id",
    "x-amzn-requestid",
  ]),

  timesBodies: true,
  explainsItself: false,
  defaultContentType: "application/json",

  failure(error) {
    const failure = REST_FAILURES[error.kind];
    const message = JSON.stringify(messageOf(failure, error));
    return {
      status: failure.status,
      headers: [
        "x-amzn-ErrorType",
        failure.exception,
        "Content-Type",
        "application/json",
        ...error.headers,
      ],
      body: Buffer.from(`${failure.prefix ?? '{"message":'}${message}}`),
    };
  },
};

function segmentsOf(path: string): string[] {
  return countedPath(path).split("/");
}

/** Leading slashes count once and one trailing slash does not count; inner empty segments stay. */
function countedPath(path: string): string {
  const collapsed = path.replace(/^\/+/, "");
  return collapsed.endsWith("/") ? collapsed.slice(0, -1) : collapsed;
}
