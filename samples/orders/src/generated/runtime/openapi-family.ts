import { STATUS_CODES } from "node:http";
import type { Family } from "./family.js";
import type { FailureKind } from "./gateway-error.js";
import { GatewayError } from "./gateway-error.js";
import { QueryVariants } from "./query-variants.js";
import { requestId } from "./request-id.js";
import { decode } from "./request-target.js";
import { RouteTree } from "./route-tree.js";

/**
 * Behaves as a plain OpenAPI document says: concrete paths before templated ones, 404 for a path
 * and 405 with `Allow` for a method that it does not have, problems as RFC 9457 writes them.
 */
export const openApi: Family = {
  headLimits: { headers: 100, headerBytes: 16_384 },

  requestIds(incoming) {
    const id = requestId(incoming);
    return { requestId: id, extendedRequestId: id };
  },

  readPath: (sent) => sent,

  contextPath: (path) => path,

  resourceOf: (path) => path.slice(1),

  router(routes) {
    // Segments compare decoded, after splitting: `/%72` is `/r`, while `%2F` stays inside a segment.
    // TRACE is never routed, though a document may have it: it tells credentials back.
    const variants = new QueryVariants(routes.filter((route) => route.method !== "TRACE"));
    const tree = new RouteTree(variants.bare, decode);
    return (method, path, query) => {
      const match = tree.find(path.slice(1).split("/"), (methods) => {
        if (methods.has(method)) return method;
        throw new GatewayError("method-not-allowed", { allow: [...methods.keys()] });
      });
      const route = match && variants.choose(match.route, query);
      if (match === undefined || route === undefined) throw new GatewayError("no-route");
      return { route, path: match.path };
    };
  },

  bodyDecoder: () => undefined,

  responseHeaders: (ids) => ["X-Request-Id", ids.requestId],

  callerHeaders: () => [],

  droppedRequestHeaders: new Set(),

  droppedResponseHeaders: new Set(["server", "x-powered-by", "x-request-id"]),

  remappedResponseHeaders: new Set(),

  timesBodies: false,
  explainsItself: true,
  defaultContentType: undefined,

  failure(error) {
    const [status, detail] = FAILURES[error.kind];
    const problem = {
      type: "about:blank",
      title: STATUS_CODES[status],
      status,
      detail,
      ...(error.problems.length > 0 && { errors: error.problems }),
    };
    return {
      status,
      headers: [
        "Content-Type",
        "application/problem+json",
        "Cache-Control",
        "no-store",
        ...(error.allow.length > 0 ? ["Allow", error.allow.join(", ")] : []),
        // A 401 without a challenge is none (RFC 9110, 15.5.2).
        ...(status === 401 && error.headers.length === 0
          ? ["WWW-Authenticate", error.kind === "api-key-refused" ? "ApiKey" : "Bearer"]
          : []),
        ...error.headers,
      ],
      body: Buffer.from(JSON.stringify(problem)),
    };
  },
};

const FAILURES: Readonly<Record<FailureKind, readonly [number, string]>> = {
  "access-denied": [403, "You may not do this."],
  "api-key-refused": [401, "Credentials are missing or not accepted."],
  "authorizer-error": [500, "The gateway could not decide who you are."],
  "authorizer-failure": [500, "The gateway could not decide who you are."],
  "bad-body": [400, "The body does not match what this operation takes."],
  "bad-parameters": [400, "Parameters that this operation needs are missing."],
  "bad-request": [400, "The request is malformed."],
  "bad-response": [502, "The upstream's answer is not one that this operation declares."],
  "certificate-refused": [403, "A client certificate is missing or not accepted."],
  "configuration-error": [500, "The gateway is misconfigured."],
  "expired-credentials": [401, "The credentials have expired."],
  "headers-too-large": [431, "The headers are too large."],
  "incomplete-signature": [401, "The signature is not complete."],
  "integration-failure": [502, "The upstream could not be reached."],
  "integration-timeout": [504, "The upstream did not answer in time."],
  "internal-error": [500, "The gateway failed."],
  "invalid-json": [400, "The body is not valid JSON."],
  "invalid-parameters": [400, "Parameters do not match what this operation takes."],
  "invalid-signature": [401, "The signature is not that of the request."],
  "method-not-allowed": [405, "This path does not have this method."],
  "missing-credentials": [401, "Credentials are missing or not accepted."],
  "network-error": [502, "The upstream broke off."],
  "no-route": [404, "There is nothing at this path."],
  "not-implemented": [501, "This operation is not implemented."],
  "payload-too-large": [413, "The body is larger than the gateway takes."],
  "quota-exceeded": [429, "The quota is used up."],
  throttled: [429, "Too many requests."],
  unauthorized: [401, "Credentials are missing or not accepted."],
  "unknown-credentials": [401, "Credentials are missing or not accepted."],
  "unknown-stage": [404, "There is nothing at this path."],
  "unparsable-payload": [400, "The body is not valid JSON."],
  "unsupported-media-type": [415, "This operation does not take bodies of this media type."],
};
