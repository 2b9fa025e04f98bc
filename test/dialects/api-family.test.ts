import { describe, expect, test } from "vitest";
import { readValue } from "./read-value.js";

const PROXY = { type: "http_proxy", httpMethod: "GET", uri: "https://animals.example.com" };

interface Parts {
  readonly root?: object;
  readonly operation?: object;
  readonly integration?: object;
  readonly authorizer?: object;
}

function documentWith({ root, operation, integration, authorizer }: Parts) {
  return {
    openapi: "3.0.1",
    info: { title: "Family", version: "1" },
    ...(authorizer && {
      components: {
        securitySchemes: {
          token: {
            type: "apiKey",
            in: "header",
            name: "Authorization",
            "x-amazon-apigateway-authorizer": authorizer,
          },
        },
      },
    }),
    ...root,
    paths: {
      "/pets": {
        get: {
          ...operation,
          "x-amazon-apigateway-integration": { ...PROXY, ...integration },
        },
      },
    },
  };
}

const OF_HTTP: Record<string, Parts> = {
  "the version of the export": { root: { "x-amazon-apigateway-importexport-version": "1.0" } },
  CORS: { root: { "x-amazon-apigateway-cors": {} } },
  "integrations to refer to": { root: { components: { "x-amazon-apigateway-integrations": {} } } },
  "values of tags": { root: { tags: [{ name: "a", "x-amazon-apigateway-tag-value": "b" }] } },
  "payloads of version 2.0": { integration: { payloadFormatVersion: "2.0" } },
  "parameter mappings": { integration: { requestParameters: { "append:header.x": "y" } } },
  "mappings of responses": { integration: { responseParameters: {} } },
  subtypes: { integration: { integrationSubtype: "SQS-SendMessage" } },
  "a server name to verify": { integration: { tlsConfig: { serverNameToVerify: "a.test" } } },
  "a default route": { operation: { isDefaultRoute: true } },
  "JSON web tokens": { authorizer: { type: "jwt" } },
  "payloads of authorizers": {
    authorizer: { type: "request", authorizerPayloadFormatVersion: "2.0" },
  },
  "identity sources of requests": {
    authorizer: { type: "request", identitySource: "$request.header.Authorization" },
  },
};

const OF_REST: Record<string, Parts> = {
  ...Object.fromEntries(
    [
      "api-key-source",
      "binary-media-types",
      "documentation",
      "endpoint-access-mode",
      "gateway-responses",
      "minimum-compression-size",
      "policy",
      "request-validator",
      "request-validators",
      "security-policy",
    ].map((key) => [key, { root: { [`x-amazon-apigateway-${key}`]: {} } }]),
  ),
  "a validator of an operation": { operation: { "x-amazon-apigateway-request-validator": "all" } },
  "a mock": { integration: { type: "MOCK" } },
  "an AWS service": { integration: { type: "aws" } },
  "request templates": { integration: { requestTemplates: {} } },
  "responses of an integration": { integration: { responses: {} } },
  "keys of a cache": { integration: { cacheKeyParameters: [] } },
  streaming: { integration: { responseTransferMode: "STREAM" } },
  "mappings of REST APIs": {
    integration: { requestParameters: { "integration.request.header.x": "'y'" } },
  },
  "a Lambda authorizer by token": { authorizer: { type: "TOKEN", authorizerUri: "arn:aws:x" } },
  Cognito: { authorizer: { type: "cognito_user_pools" } },
};

async function familyOf(parts: Parts, options = {}) {
  const { model, diagnostics } = await readValue(documentWith(parts), options);
  return { family: model?.family, codes: diagnostics.map(({ code }) => code) };
}

describe("of an HTTP API", () => {
  test.each(Object.entries(OF_HTTP))("%s", async (_name, parts) => {
    const { family, codes } = await familyOf(parts);
    expect(family).toBe("http");
    expect(codes).not.toContain("unclear-api-family");
  });

  test.each(Object.entries(OF_HTTP))("%s, unless --api says another", async (_name, parts) => {
    expect((await familyOf(parts, { api: "rest" })).family).toBe("rest");
  });
});

describe("of a REST API", () => {
  test.each(Object.entries(OF_REST))("%s", async (_name, parts) => {
    const { family, codes } = await familyOf(parts);
    expect(family).toBe("rest");
    expect(codes).not.toContain("unclear-api-family");
  });

  test.each(Object.entries(OF_REST))("%s, whatever else there is", async (_name, parts) => {
    const root = { ...parts.root, "x-amazon-apigateway-importexport-version": "1.0" };
    const { family, codes } = await familyOf({ ...parts, root });
    expect(family).toBe("rest");
    expect(codes).toContain("mixed-api-families");
    expect((await familyOf({ ...parts, root }, { api: "http" })).family).toBe("http");
  });

  test("JSON web tokens are honoured there too", async () => {
    const jwt = { issuer: "https://login.example.com", audience: ["a"] };
    const { model, diagnostics } = await readValue(
      documentWith({
        operation: { security: [{ token: [] }] },
        integration: { type: "HTTP", responses: { default: {} } },
        authorizer: { type: "jwt", jwtConfiguration: jwt },
      }),
    );
    expect(diagnostics).toEqual([]);
    expect([model?.family, model?.operations[0]?.security]).toEqual([
      "rest",
      [[{ scheme: "token", scopes: [] }]],
    ]);
  });
});

describe("passthrough behavior", () => {
  const integration = { passthroughBehavior: "when_no_match" };

  test.each<readonly [string, Parts]>([
    ["alone", {}],
    ["beside payloads", { integration: { payloadFormatVersion: "2.0" } }],
  ])("%s is of a REST API", async (_name, parts) => {
    const all = { ...parts, integration: { ...integration, ...parts.integration } };
    expect(await familyOf(all)).toMatchObject({ family: "rest" });
  });

  test("is ignored by an HTTP API", async () => {
    const root = { "x-amazon-apigateway-importexport-version": "1.0" };
    const { family, codes } = await familyOf({ root, integration });
    expect([family, codes]).toEqual(["http", ["ignored-integration-field"]]);
  });
});

describe("of either", () => {
  test.each<readonly [string, Parts]>([
    ["nothing", {}],
    ["payloads of version 1.0", { integration: { payloadFormatVersion: "1.0" } }],
  ])("%s", async (_name, parts) => {
    const { family, codes } = await familyOf(parts);
    expect([family, codes.includes("unclear-api-family")]).toEqual(["rest", true]);
  });

  test("Swagger 2.0 is a REST API's without a word", async () => {
    const { openapi: _version, ...rest } = documentWith({});
    const { model, diagnostics } = await readValue({ ...rest, swagger: "2.0" });
    expect([model?.family, diagnostics]).toEqual(["rest", []]);
  });
});
