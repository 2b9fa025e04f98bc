/** How the documents of the benchmark differ; each has one route, `GET /orders`. */
interface DocumentOptions {
  readonly stage?: object;
  readonly usagePlans?: object;
  readonly security?: readonly object[];
  readonly cacheKeyParameters?: readonly string[];
  /** Whether an upstream answers. */
  readonly proxies?: boolean;
}

/** More than ever come while it is measured. */
const ENOUGH = { rateLimit: 1_000_000, burstLimit: 1_000_000 };

/** Amazon's Common Log Format. */
const CLF =
  "$context.identity.sourceIp $context.identity.caller $context.identity.user " +
  '[$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" ' +
  "$context.status $context.responseLength $context.requestId";

/** About a kilobyte. */
export const TEXT = JSON.stringify(
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

/** A route that an upstream answers, the setting `ORDERS_EXAMPLE_URL`. */
export const PROXY = documentOf({ stage: {}, proxies: true });

/** Routes with an API key, a throttle and a quota of its plan, a throttle of the stage, and a log. */
const LIMITS: DocumentOptions = {
  stage: { throttle: ENOUGH, accessLog: { format: CLF } },
  usagePlans: {
    gold: {
      stages: ["prod"],
      throttle: ENOUGH,
      quota: { limit: 1_000_000_000, period: "MONTH" },
    },
  },
  security: [{ key: [] }],
};
export const LIMITED = documentOf(LIMITS);
export const LIMITED_PROXY = documentOf({ ...LIMITS, proxies: true });

/** The route with a cache. */
export const CACHED = documentOf({ stage: { cache: { enabled: true } }, cacheKeyParameters: [] });

function documentOf({
  stage,
  usagePlans,
  security = [],
  cacheKeyParameters,
  proxies = false,
}: DocumentOptions): string {
  const answering = {
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    responses: { default: { statusCode: "200", responseTemplates: { "application/json": TEXT } } },
    cacheKeyParameters,
  };
  const uri = "https://orders.example.com/orders";
  const proxying = { type: "http_proxy", httpMethod: "GET", uri };
  return JSON.stringify({
    openapi: "3.0.1",
    info: { title: "Orders", version: "1" },
    "x-gateway": { stages: { prod: stage }, usagePlans },
    paths: {
      "/orders": {
        get: {
          security,
          responses: { "200": { description: "OK" } },
          "x-amazon-apigateway-integration": proxies ? proxying : answering,
        },
      },
    },
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } } },
  });
}
