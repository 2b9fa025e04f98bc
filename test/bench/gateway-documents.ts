/** How the documents of the benchmark differ; each has one route, `GET /orders`. */
interface DocumentOptions {
  readonly stage?: object;
  readonly usagePlans?: object;
  readonly security?: readonly object[];
  readonly cacheKeyParameters?: readonly string[];
}

/** More than ever come while it is measured. */
const ENOUGH = { rateLimit: 1_000_000, burstLimit: 1_000_000 };

/** Amazon's Common Log Format. */
const CLF =
  "$context.identity.sourceIp $context.identity.caller $context.identity.user " +
  '[$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" ' +
  "$context.status $context.responseLength $context.requestId";

/** About a kilobyte. */
const TEXT = JSON.stringify(
  Array.from({ length: 12 }, (_, index) => ({
    id: `7d3e6c1a-${index}`,
    state: "shipped",
    total: 19.9,
    currency: "EUR",
    customer: "c-1093",
  })),
);

/** A route and nothing else: it answers a constant text. */
export const PLAIN = documentOf({ stage: {} });

/** The route with an API key, a throttle and a quota of its plan, a throttle of the stage, and a log. */
export const LIMITED = documentOf({
  stage: { throttle: ENOUGH, accessLog: { format: CLF } },
  usagePlans: {
    gold: {
      stages: ["prod"],
      throttle: ENOUGH,
      quota: { limit: 1_000_000_000, period: "MONTH" },
    },
  },
  security: [{ key: [] }],
});

/** The route with a cache. */
export const CACHED = documentOf({ stage: { cache: { enabled: true } }, cacheKeyParameters: [] });

function documentOf({
  stage,
  usagePlans,
  security = [],
  cacheKeyParameters,
}: DocumentOptions): string {
  return JSON.stringify({
    openapi: "3.0.1",
    info: { title: "Orders", version: "1" },
    "x-gateway": { stages: { prod: stage }, usagePlans },
    paths: {
      "/orders": {
        get: {
          security,
          responses: { "200": { description: "OK" } },
          "x-amazon-apigateway-integration": {
            type: "mock",
            requestTemplates: { "application/json": '{"statusCode": 200}' },
            responses: {
              default: { statusCode: "200", responseTemplates: { "application/json": TEXT } },
            },
            cacheKeyParameters,
          },
        },
      },
    },
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } } },
  });
}
