import { expect, test } from "vitest";
import { notImplemented } from "../../templates/runtime/not-implemented.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { startGateway } from "./support/start-gateway.js";

const route = defineRoute({
  operationId: "left",
  method: "GET",
  path: "/left",
  security: [],
  integration: notImplemented("Lambda is not supported yet"),
});

test.each([
  [restApi, "application/json", { message: "Not Implemented" }],
  [openApi, "application/problem+json", { status: 501, title: "Not Implemented" }],
])(
  "an operation that was left out answers 501 and does not say why",
  async (family, type, body) => {
    const { url, stop } = await startGateway({ routes: [route], family });
    try {
      const response = await fetch(`${url}/left`);
      expect(response.status).toBe(501);
      expect(response.headers.get("content-type")).toBe(type);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject(body);
      expect(text).not.toContain("Lambda");
    } finally {
      await stop();
    }
  },
);
