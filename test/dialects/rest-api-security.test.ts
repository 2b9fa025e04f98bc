import { describe, expect, test } from "vitest";
import { readValue } from "./read-value.js";

const authorizer = (name: string) => ({
  type: "apiKey",
  in: "header",
  name,
  "x-amazon-apigateway-authorizer": {
    type: "token",
    authorizerUri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations",
  },
});

async function schemesOf(security: readonly object[]) {
  const { model } = await readValue({
    openapi: "3.0.1",
    info: { title: "Security", version: "1" },
    paths: { "/": { get: { security, "x-amazon-apigateway-integration": { type: "mock" } } } },
    components: {
      securitySchemes: {
        first: authorizer("Authorization"),
        second: authorizer("X-Api-Key"),
        bearer: { type: "http", scheme: "bearer" },
        key: { type: "apiKey", in: "header", name: "X-API-Key" },
      },
    },
  });
  return model?.operations[0]?.security.map((all) => all.map(({ scheme }) => scheme));
}

describe("security of REST APIs", () => {
  test("an authorizer and an API key both hold", async () => {
    expect(await schemesOf([{ key: [] }, { first: [] }])).toEqual([["first", "key"]]);
  });

  test("nobody comes in without credentials where any are asked for", async () => {
    expect(await schemesOf([{}, { first: [] }])).toEqual([["first"]]);
    expect(await schemesOf([{ key: [] }, {}])).toEqual([["key"]]);
    expect(await schemesOf([{}, {}])).toEqual([]);
  });

  test("the first authorizer of Amazon's is the one", async () => {
    expect(await schemesOf([{ bearer: [] }, { first: [] }, { second: [], key: [] }])).toEqual([
      ["first", "key"],
    ]);
    expect(await schemesOf([{ bearer: [] }, { key: [] }])).toEqual([["bearer", "key"]]);
  });

  test("one requirement is as it is written", async () => {
    expect(await schemesOf([{ first: [], second: [] }])).toEqual([["first", "second"]]);
  });
});
