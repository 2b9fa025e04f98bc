import type { Family } from "./family.js";
import type { FailureKind } from "./gateway-error.js";
import { GatewayError } from "./gateway-error.js";
import { randomText } from "./random-text.js";
import { decode, hasDotSegment } from "./request-target.js";
import type { ChooseMethod, PathMethods } from "./route-tree.js";
import { ANY, RouteTree } from "./route-tree.js";

/**
 * Behaves as Amazon API Gateway's HTTP APIs do: routes on the decoded path, falls back to `$default`,
 * and answers errors with Amazon's statuses, headers and bodies.
 */
export const httpApi: Family = {
  // Amazon takes 10,240 bytes of request line and headers.
  headLimits: { headers: 100, headerBytes: 10_240, withRequestLine: true },

  // Fifteen characters and a "=", as Amazon's look; HTTP APIs know one id only.
  requestIds() {
    const id = `${randomText(11, "base64url")}=`;
    return { requestId: id, extendedRequestId: id };
  },

  // Decoded once, so that `%2F` separates segments and `%3F` ends the path; then encoded alike.
  readPath(sent) {
    if (PLAIN_PATH.test(sent)) return sent;
    const [path = ""] = decode(sent).split("?", 1);
    if (hasDotSegment(path)) throw new GatewayError("bad-request");
    return encodeURI(path).replaceAll("#", "%23");
  },

  contextPath: decode,

  resourceOf: (path) => path.slice(1),

  router(routes) {
    const fallback = routes.find(({ path }) => path === "$default");
    const isGreedy = ({ path }: { readonly path: string }) => path.endsWith("+}");
    const isFull = ({ path }: { readonly path: string }) => path.startsWith("/");
    const full = new RouteTree(
      routes.filter((route) => isFull(route) && !isGreedy(route)),
      decode,
    );
    const greedy = new RouteTree(routes.filter(isGreedy), decode);
    return (method, path) => {
      if (!ANY.has(method)) throw new GatewayError("no-route");
      const exact: ChooseMethod = (methods) => (methods.has(method) ? method : undefined);
      const segments = path.slice(1).split("/");
      // A greedy parameter does not hold the path's trailing slash.
      const rest = segments.at(-1) === "" ? segments.slice(0, -1) : segments;
      const match =
        full.find(segments, exact) ??
        full.find(segments, any) ??
        greedy.find(rest, exact) ??
        greedy.find(rest, any) ??
        (fallback && { route: fallback, path: {} });
      if (match === undefined) throw new GatewayError("no-route");
      return match;
    };
  },

  bodyDecoder: () => undefined,

  responseHeaders: (ids) => ["apigw-requestid", ids.requestId],

  callerHeaders: () => [],

  droppedRequestHeaders: new Set(),

  droppedResponseHeaders: new Set(["apigw-requestid"]),

  remappedResponseHeaders: new Set(),

  timesBodies: true,
  explainsItself: false,
  defaultContentType: undefined,

  failure(error) {
    const [status, message] = FAILURES[error.kind];
    return {
      status,
      // Amazon's 503 says no media type.
      headers: status === 503 ? [] : ["Content-Type", "application/json", ...error.headers],
      body: Buffer.from(JSON.stringify({ message })),
    };
  },
};

/** What `encodeURI` leaves as it is, without what ends a path. */
const PLAIN_PATH = /^[\w\-.~!$&'()*+,;=:@/]*$/;

function any(methods: PathMethods): string | undefined {
  return methods.has("ANY") ? "ANY" : undefined;
}

const FAILURES: Readonly<Record<FailureKind, readonly [number, string]>> = {
  "access-denied": [403, "Forbidden"],
  "api-key-refused": [403, "Forbidden"],
  "authorizer-error": [500, "Internal Server Error"],
  "authorizer-failure": [500, "Internal Server Error"],
  "bad-body": [400, "Bad Request"],
  "bad-parameters": [400, "Bad Request"],
  "bad-request": [400, "Bad Request"],
  "bad-response": [500, "Internal Server Error"],
  "certificate-refused": [403, "Forbidden"],
  "configuration-error": [500, "Internal Server Error"],
  "expired-credentials": [403, "Forbidden"],
  "headers-too-large": [431, "Request Header Fields Too Large"],
  "incomplete-signature": [403, "Forbidden"],
  "integration-failure": [503, "Service Unavailable"],
  "integration-timeout": [503, "Service Unavailable"],
  "internal-error": [500, "Internal Server Error"],
  "invalid-json": [400, "Bad Request"],
  "invalid-parameters": [400, "Bad Request"],
  "invalid-signature": [403, "Forbidden"],
  "method-not-allowed": [404, "Not Found"],
  "missing-credentials": [403, "Forbidden"],
  "network-error": [500, "Internal Server Error"],
  "no-route": [404, "Not Found"],
  "not-implemented": [501, "Not Implemented"],
  "payload-too-large": [413, "Request Entity Too Large"],
  "quota-exceeded": [429, "Limit Exceeded"],
  throttled: [429, "Too Many Requests"],
  unauthorized: [401, "Unauthorized"],
  "unknown-credentials": [403, "Forbidden"],
  "unknown-stage": [404, "Not Found"],
  "unparsable-payload": [400, "Bad Request"],
  "unsupported-media-type": [415, "Unsupported Media Type"],
};
