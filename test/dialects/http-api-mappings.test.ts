import { expect, test } from "vitest";
import { readValue } from "./read-value.js";

const PROXY = { type: "http_proxy", httpMethod: "GET", uri: "https://pets.example.com" };
const FUNCTION = {
  type: "aws_proxy",
  httpMethod: "POST",
  uri: "arn:aws:lambda:us-east-1:111122223333:function:pets",
};

/** The actions that mappings of an HTTP API become, in order. */
async function actions(
  place: "header" | "querystring",
  value: string,
  target: Readonly<Record<string, string>> = PROXY,
): Promise<string[]> {
  const { model } = await readValue(
    {
      openapi: "3.0.3",
      info: { title: "Mappings", version: "1" },
      paths: {
        "/pets": {
          get: {
            "x-amazon-apigateway-integration": {
              ...target,
              payloadFormatVersion: "1.0",
              requestParameters: { [`overwrite:${place}.tenant`]: value },
            },
          },
        },
      },
    },
    { api: "http" },
  );
  const integration = model?.operations[0]?.integration;
  if (integration?.kind !== "http-api-proxy" && integration?.kind !== "http-api-lambda") {
    throw new Error("no proxy");
  }
  const changes = place === "header" ? integration.headers : integration.query;
  return changes.map(({ action }) => action);
}

test.each([
  "$context.authorizer.tenant",
  "$context.identity.sourceIp",
  "$stageVariables.tenant",
  "of ${context.authorizer.tenant}",
])(
  "what only the gateway may say is not left to the client where it is empty: %s",
  async (value) => {
    expect(await actions("header", value)).toEqual(["remove", "overwrite"]);
    expect(await actions("querystring", value)).toEqual(["remove", "overwrite"]);
  },
);

test.each(["$request.header.x-tenant", "$context.requestId", "acme"])(
  "other empty values change nothing: %s",
  async (value) => {
    expect(await actions("header", value)).toEqual(["overwrite"]);
  },
);

test("functions are told what mappings change", async () => {
  expect(await actions("header", "acme", FUNCTION)).toEqual(["overwrite"]);
  expect(await actions("querystring", "$stageVariables.tenant", FUNCTION)).toEqual([
    "remove",
    "overwrite",
  ]);
});
