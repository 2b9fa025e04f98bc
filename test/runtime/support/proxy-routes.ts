import type { HttpProxyOptions } from "../../../templates/runtime/http-proxy.js";
import { httpProxy } from "../../../templates/runtime/http-proxy.js";
import { mock } from "../../../templates/runtime/mock.js";
import { segments } from "../../../templates/runtime/mapping.js";
import type { Route } from "../../../templates/runtime/route.js";
import { defineRoute } from "../../../templates/runtime/route.js";
import { defineUpstream } from "../../../templates/runtime/upstream.js";

/** The one upstream that most tests need. */
export const backend = defineUpstream("backend");

/** A route that proxies its own path to the backend. */
export function proxyRoute(
  method: string,
  path: string,
  more: Partial<Omit<Route, "integration">> & { readonly proxy?: Partial<HttpProxyOptions> } = {},
): Route {
  const { proxy, ...rest } = more;
  return defineRoute({
    operationId: `${method} ${path}`,
    method,
    path,
    security: [],
    ...rest,
    integration: httpProxy({
      upstream: backend,
      method: "ANY",
      path: () => path,
      timeoutMs: 5000,
      ...proxy,
    }),
  });
}

/** `ANY /files/{proxy+}`, which leads to `/base/{proxy}`. */
export function filesRoute(proxy: Partial<HttpProxyOptions> = {}): Route {
  return proxyRoute("ANY", "/files/{proxy+}", {
    proxy: { path: (request) => `/base/${segments(request.rawPath("proxy"))}`, ...proxy },
  });
}

/** A route that answers by itself with 200, and says in a header which route it is. */
export function namedRoute(
  method: string,
  path: string,
  more: Partial<Omit<Route, "integration">> = {},
): Route {
  const operationId = `${method} ${path}`;
  return defineRoute({
    operationId,
    method,
    path,
    security: [],
    ...more,
    integration: mock({
      statusCode: { "application/json": 200 },
      otherwise: "pass through",
      responses: [
        {
          status: 200,
          headers: (_answer, request) => ({
            "x-route": operationId,
            "x-parameters": JSON.stringify(
              [...path.matchAll(/\{(.+?)\+?\}/g)].map(([, name = ""]) => request.rawPath(name)),
            ),
          }),
        },
      ],
    }),
  });
}
