import type { TemplateEvent } from "../../src/index.js";

/** What each template of the benchmark is given. The bodies are JSON. */
export const EVENTS: Readonly<Record<string, TemplateEvent>> = {
  parameter: { params: { path: { id: "7b3e" } } },
  list: {
    body: JSON.stringify({
      orders: Array.from({ length: 50 }, (_, index) => ({
        id: 1000 + index,
        name: `Order ${index}: two "large" boxes`,
      })),
    }),
  },
  passthrough: {
    body: JSON.stringify({ sku: "A-1", count: 3, tags: ["new", "blue"] }),
    params: {
      path: { shop: "north", order: "1017" },
      querystring: { expand: "lines", page: "2" },
      header: {
        Accept: "application/json",
        "Content-Type": "application/json",
        Host: "shop.example.com",
        "User-Agent": 'curl/8 "test"',
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Proto": "https",
      },
    },
    context: {
      apiId: "a1b2c3",
      stage: "prod",
      httpMethod: "POST",
      resourcePath: "/shops/{shop}/orders/{order}",
      resourceId: "r1d2",
      requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
      identity: { sourceIp: "203.0.113.9", userAgent: 'curl/8 "test"' },
      authorizer: { principalId: "user-17" },
    },
    stageVariables: { backend: "orders.example.com", table: "orders-prod" },
  },
};
