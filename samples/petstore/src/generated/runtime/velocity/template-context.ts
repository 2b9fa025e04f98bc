import type { RenderedTemplate } from "../body-template.js";
import type { Exchange } from "../exchange.js";
import { overrideHeaders, overrideResponseHeaders, type Overrides } from "../template-overrides.js";
import { ContextMap } from "./context-map.js";
import { text } from "./text.js";
import type { Value } from "./value.js";

/** What templates of one request share: what the first sets, the second finds. */
const contexts = new WeakMap<Exchange, ContextMap>();

/** `$context` of a request. */
export function templateContext(request: Exchange): ContextMap {
  const known = contexts.get(request);
  if (known !== undefined) return known;
  const { context } = request;
  const made = new ContextMap([
    ["resourceId", context.resourceId ?? null],
    ["resourcePath", context.resourcePath ?? null],
    ["httpMethod", context.httpMethod],
    ["extendedRequestId", context.extendedRequestId],
    ["requestTime", context.requestTime],
    ["path", context.path],
    ["accountId", context.accountId],
    ["protocol", context.protocol],
    ["requestOverride", overrideMaps(["path", "header", "querystring"])],
    ["stage", context.stage],
    ["domainPrefix", context.domainPrefix ?? null],
    ["requestTimeEpoch", Number(context.requestTimeEpoch)],
    ["requestId", context.requestId],
    ["identity", identityOf(request)],
    ["domainName", context.domainName ?? null],
    ["deploymentId", null],
    ["responseOverride", overrideMaps(["header"])],
    ["apiId", context.apiId],
  ]);
  // Only a stage with a canary has it.
  if (context.isCanaryRequest !== undefined) made.set("isCanaryRequest", context.isCanaryRequest);
  if (request.principal !== undefined) {
    made.set("authorizer", mapOf(request.authorizer?.values ?? request.principal));
  }
  contexts.set(request, made);
  return made;
}

/** The keys that Amazon's has for a request that nobody signed, in its order. */
const IDENTITY = [
  "cognitoIdentityPoolId",
  "accountId",
  "cognitoIdentityId",
  "caller",
  "sourceIp",
  "principalOrgId",
  "accessKey",
  "cognitoAuthenticationType",
  "cognitoAuthenticationProvider",
  "userArn",
  "userAgent",
  "user",
];

function identityOf({ context }: Exchange): ContextMap {
  const nobody = IDENTITY.map((key) => [key, null] as const);
  const known = Object.entries(context.identity).filter(([, value]) => value !== undefined);
  return new ContextMap([...nobody, ...mapOf(Object.fromEntries(known))]);
}

/** Values as texts, objects as maps. */
function mapOf(values: object): ContextMap {
  return new ContextMap(
    Object.entries(values).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? mapOf(value)
        : (value ?? null) === null
          ? null
          : String(value),
    ]),
  );
}

function overrideMaps(names: readonly string[]): ContextMap {
  return new ContextMap(names.map((name) => [name, new ContextMap()]));
}

/** Of a request whose templates use no `$context`. */
const NOTHING: Omit<RenderedTemplate, "text"> = {
  request: { headers: (mapped) => mapped, query: (mapped) => mapped, path: () => undefined },
  response: { status: undefined, headers: (headers) => headers },
};

/** What the templates of a request have overridden so far. */
export function overridesOf(exchange: Exchange): Omit<RenderedTemplate, "text"> {
  const context = contexts.get(exchange);
  if (context === undefined) return NOTHING;
  const request = context.get("requestOverride") ?? null;
  const response = context.get("responseOverride") ?? null;
  const path = valuesIn(request, "path");
  return {
    request: {
      headers: (mapped) => overrideHeaders(mapped, valuesIn(request, "header")),
      query: (mapped) => ({ ...mapped, ...Object.fromEntries(valuesIn(request, "querystring")) }),
      path: (name) => path.get(name)?.toString(),
    },
    response: {
      status: statusIn(response),
      headers: (headers) => overrideResponseHeaders(headers, valuesIn(response, "header")),
    },
  };
}

function valuesIn(overrides: Value, name: string): Overrides {
  const values = overrides instanceof Map ? overrides.get(name) : undefined;
  const entries = values instanceof Map ? [...values] : [];
  return new Map(
    entries.map(([key, value]) => [
      text(key),
      Array.isArray(value) ? value.map(text) : text(value),
    ]),
  );
}

/**
 * Amazon takes no other than an integer that is a status; a text of digits is one. Those below 200 are
 * left out too: a client would wait for the response that follows, or take the connection as its own.
 */
function statusIn(overrides: Value): number | undefined {
  const written = overrides instanceof Map ? (overrides.get("status") ?? null) : null;
  const digits = text(written);
  return /^[2-5]\d\d$/.test(digits) ? Number(digits) : undefined;
}
