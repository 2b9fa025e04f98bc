import { describe, expect, test } from "vitest";
import { needsOf } from "./case-needs.js";
import type { GatewayCase } from "./gateway-case.js";
import type { JsonObject } from "./json.js";

function needs(spec: JsonObject, target = "GET /pets/1", more: Partial<GatewayCase> = {}) {
  const [method = "", path = ""] = target.split(" ");
  const request = { method, path, query: {}, headers: {} };
  const given = { name: "case", features: [], stage: {}, stageName: "test", upstream: [] };
  return needsOf({ ...given, spec, request, ...more });
}

function integration(type: string, more: JsonObject = {}): JsonObject {
  return { "x-amazon-apigateway-integration": { type, ...more } };
}

const LAMBDA = integration("aws_proxy", { uri: "arn:aws:apigateway:us-east-1:lambda:path/fn" });
const HTTP = integration("http_proxy", { uri: "https://example.com" });

describe("operations that a request calls", () => {
  const paths = {
    "/pets/{id}": { get: HTTP },
    "/pets/1": { post: LAMBDA },
    "/{proxy+}": { "x-amazon-apigateway-any-method": LAMBDA },
    "/$default": { "x-amazon-apigateway-any-method": HTTP },
  };

  test.each([
    ["GET /pets/1", "/paths/~1pets~1{id}/get"],
    ["POST /pets/1", "/paths/~1pets~11/post"],
    ["PUT /pets/1", "/paths/~1{proxy+}/x-amazon-apigateway-any-method"],
    ["GET //pets", "/paths/~1{proxy+}/x-amazon-apigateway-any-method"],
    ["GET /pets/1/2", "/paths/~1{proxy+}/x-amazon-apigateway-any-method"],
    ["GET /", "/paths/~1$default/x-amazon-apigateway-any-method"],
  ])("%s", (target, pointer) => {
    expect(needs({ paths }, target).called).toEqual([pointer]);
  });

  test("are below the stage", () => {
    const request = {
      method: "GET",
      path: "",
      rawTarget: "/test/pets/1?a=/",
      query: {},
      headers: {},
    };
    expect(needs({ paths }, "", { request }).called).toEqual(["/paths/~1pets~1{id}/get"]);
  });

  test("may be none", () => {
    expect(needs({ paths: { "/pets": { get: LAMBDA } } })).toEqual({ called: [], needs: [] });
  });

  test("alone say what is needed", () => {
    expect(needs({ paths }).needs).toEqual([]);
    expect(needs({ paths }, "POST /pets/1").needs).toEqual(["Lambda"]);
  });
});

describe("what an operation needs", () => {
  const of = (operation: JsonObject, document: JsonObject = {}) =>
    needs({ ...document, paths: { "/pets/{id}": { get: operation } } }).needs;

  test("services", () => {
    const uri = "arn:aws:apigateway:us-east-1:sqs:path/q";
    expect(of(integration("AWS", { uri }))).toEqual(["AWS services"]);
    const subtype = { integrationSubtype: "SQS-SendMessage" };
    expect(of(integration("aws_proxy", subtype))).toEqual(["AWS services"]);
  });

  test("templates that are not plain", () => {
    const mock = (template: string) =>
      of(integration("mock", { responses: { default: { responseTemplates: { a: template } } } }));
    expect(mock('{"statusCode": 200}')).toEqual([]);
    expect(mock("$input.body")).toEqual(["Velocity"]);
  });

  test("security, its own or the document's", () => {
    const securitySchemes = {
      token: { type: "apiKey", "x-amazon-apigateway-authorizer": { type: "token" } },
      key: { type: "apiKey", name: "x-api-key" },
      signed: { type: "apiKey", "x-amazon-apigateway-authtype": "awsSigv4" },
    };
    const document = { components: { securitySchemes }, security: [{ signed: [] }] };
    expect(of(HTTP, document)).toEqual(["IAM"]);
    const security = [{ token: [], key: [] }];
    expect(of({ ...HTTP, security }, document)).toEqual(["API keys", "authorizers"]);
    expect(of({ ...HTTP, security: [] }, document)).toEqual([]);
    expect(of({ ...HTTP, "x-amazon-apigateway-auth": { type: "AWS_IAM" } })).toEqual(["IAM"]);
  });
});

test("what a document needs, and what only its case says of it", () => {
  const spec = {
    "x-amazon-apigateway-policy": {},
    paths: {},
  };
  const plan = { id: "plan", keys: [], stages: ["test"] };
  const stages = [{ name: "test", variables: {} }];
  expect(needs(spec).needs).toEqual(["resource policy"]);
  expect(needs({ paths: {} }, "", { stages, usagePlans: [plan] }).needs).toEqual([
    "stages",
    "usage plans",
  ]);
});
