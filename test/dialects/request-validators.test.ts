import { expect, test } from "vitest";
import { readValue } from "./read-value.js";

test("a required parameter is checked wherever its place is written in another case", async () => {
  const { model } = await readValue({
    swagger: "2.0",
    info: { title: "Validators", version: "1" },
    "x-amazon-apigateway-request-validators": { all: { validateRequestParameters: true } },
    "x-amazon-apigateway-request-validator": "all",
    paths: {
      "/": {
        get: {
          parameters: [
            { name: "X-Id", in: "Header", required: true, type: "string" },
            { name: "page", in: "QUERY", required: true, type: "string" },
          ],
          "x-amazon-apigateway-integration": { type: "mock" },
        },
      },
    },
  });
  expect(model?.operations[0]?.validation.parameters).toMatchObject({
    kind: "presence",
    required: [
      { in: "header", name: "X-Id" },
      { in: "query", name: "page" },
    ],
  });
});
