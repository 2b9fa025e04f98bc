import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticate } from "../../templates/runtime/authenticate.js";
import { defineGatewayResponses } from "../../templates/runtime/gateway-responses.js";
import { requireModel } from "../../templates/runtime/require-model.js";
import { requireParameters } from "../../templates/runtime/require-parameters.js";
import { defineScheme } from "../../templates/runtime/security.js";
import type { Problems } from "../../templates/runtime/validation.js";
import { backend, namedRoute, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { RawResponse } from "./support/raw-response.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";

const token = defineScheme({ name: "token", type: "http", httpScheme: "bearer" });

const routes = [
  proxyRoute("GET", "/dead"),
  namedRoute("GET", "/guarded", { security: [[token()]] }),
  namedRoute("POST", "/pets/{petId}", {
    validate: {
      parameters: requireParameters({ query: ["q"] }),
      body: requireModel({
        "application/json": (_value: unknown, problems: Problems) => {
          problems.add("required", "is missing", "name");
          return problems.add("required", "is missing", "kind");
        },
      }),
    },
  }),
];

const stages = {
  authenticate: authenticate({
    token: (request) => ({
      refused: request.header("authorization") === undefined ? "unauthorized" : "forbidden",
    }),
  }),
};

const gateways: TestGateway[] = [];
async function start(rules: Parameters<typeof defineGatewayResponses>[0]): Promise<TestGateway> {
  const gateway = await startGateway({
    routes,
    stages,
    gatewayResponses: defineGatewayResponses(rules),
    // Nothing listens there.
    upstreams: [[backend, "http://127.0.0.1:9"]],
    environment: { STAGE: "test", ACCOUNT_ID: "123456789012", API_ID: "abc123" },
  });
  gateways.push(gateway);
  return gateway;
}
afterAll(async () => {
  await Promise.all(gateways.map((each) => each.stop()));
});

async function ask({ port }: TestGateway, request: string, method = "GET"): Promise<RawResponse> {
  const response = await exchange(port, request, method);
  if (response === undefined) throw new Error("no response");
  return response;
}

function post(path: string, body: string): string {
  return `${head(`POST ${path}`, "Content-Type: application/json", `Content-Length: ${body.length}`)}${body}`;
}

describe("the rule of an error's own type", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await start({
      DEFAULT_4XX: { status: 444, headers: () => ({ "x-default": "yes" }) },
      MISSING_AUTHENTICATION_TOKEN: {
        status: 404,
        headers: (request, error) => ({
          "x-query": request.query("q"),
          "x-all": request.queryAll("q"),
          "x-accept": request.header("Accept"),
          "x-path": request.path("petId"),
          "x-type": error.responseType,
          "x-injected": request.query("crlf"),
        }),
        templates: {
          "application/json": (request, error) => [
            '{"m":',
            error.messageString,
            ',"r":"',
            request.context.resourcePath,
            '","s":"',
            request.context.stage,
            '","a":"',
            request.context.accountId,
            '","i":"',
            request.context.apiId,
            '","x":"',
            request.context.extendedRequestId,
            '","c":',
            error.status,
            "}",
          ],
          "text/html": "<p>Not here</p>",
          "text/plain": (_request, error) => [error.message],
        },
      },
      UNAUTHORIZED: { headers: () => ({ "WWW-Authenticate": "Bearer", "content-type": "a/b" }) },
      BAD_REQUEST_BODY: {
        templates: { "application/json": (_request, error) => [error.validationErrorString] },
      },
      BAD_REQUEST_PARAMETERS: { templates: { "text/x": (_request, error) => [error.message] } },
    });
  });

  test("renders what the request says, though no route has it", async () => {
    const target = "/nope?q=1&q=2&crlf=a%0d%0aSet-Cookie:x";
    const response = await ask(gateway, head(`GET ${target}`, "Accept: application/json"));
    const values = (name: string) => valuesOf(response, name);
    expect(response.status).toBe(404);
    expect(values("x-amzn-ErrorType")).toEqual(["MissingAuthenticationTokenException"]);
    expect(["x-query", "x-all", "x-accept", "x-type"].flatMap(values)).toEqual([
      "2",
      "1,2",
      "application/json",
      "MISSING_AUTHENTICATION_TOKEN",
    ]);
    expect(["x-path", "x-injected", "set-cookie", "x-default"].flatMap(values)).toEqual([]);
    expect(JSON.parse(response.body.toString())).toEqual({
      m: "Missing Authentication Token",
      r: "",
      s: "test",
      a: "123456789012",
      i: "abc123",
      x: values("x-amz-apigw-id")[0],
      c: 404,
    });
  });

  test.each([
    ["text/html", "text/html", "<p>Not here</p>"],
    ["TEXT/Plain;q=1, text/html", "text/plain", "Missing Authentication Token"],
  ])("Accept %s chooses the template and the type", async (accept, type, body) => {
    const response = await ask(gateway, head("GET /nope", `Accept: ${accept}`));
    expect(valuesOf(response, "Content-Type")).toEqual([type]);
    expect(response.body.toString()).toBe(body);
  });

  test("keeps status and body where it does not say, and its own Content-Type", async () => {
    const response = await ask(gateway, head("GET /guarded"));
    expect(response.status).toBe(401);
    expect(response.body.toString()).toBe('{"message":"Unauthorized"}');
    expect(valuesOf(response, "WWW-Authenticate")).toEqual(["Bearer"]);
    expect(valuesOf(response, "Content-Type")).toEqual(["a/b"]);
    expect(valuesOf(response, "x-default")).toEqual([]);
  });

  test("tells what is wrong with a body, or which parameters are missing", async () => {
    const body = await ask(gateway, post("/pets/7?q=1", "{}"));
    expect(body.status).toBe(400);
    expect(body.body.toString()).toBe('[object has missing required properties (["kind","name"])]');
    const parameters = await ask(gateway, post("/pets/7", "{}"));
    expect(parameters.body.toString()).toBe("Missing required request parameters: [q]");
    expect(valuesOf(parameters, "Content-Type")).toEqual(["text/x"]);
  });

  test("the default is for what has no rule", async () => {
    const response = await ask(gateway, head("GET /guarded", "Authorization: Bearer x"));
    expect(response.status).toBe(444);
    expect(valuesOf(response, "x-default")).toEqual(["yes"]);
    expect(valuesOf(response, "x-amzn-ErrorType")).toEqual(["AccessDeniedException"]);
    expect(response.body.toString()).toContain('{"Message":"User is not authorized');
  });

  test("HEAD gets no body", async () => {
    const response = await ask(gateway, head("HEAD /nope"), "HEAD");
    expect(response.status).toBe(404);
    expect(response.body).toHaveLength(0);
  });
});

describe("the status of an integration that failed", () => {
  test.each([
    ["without a rule", {}, 500],
    ["with a rule of its own", { INTEGRATION_FAILURE: {} }, 504],
    ["with the default rule", { DEFAULT_5XX: {} }, 500],
    ["with a default rule that has one", { DEFAULT_5XX: { status: 599 } }, 599],
    ["with both", { DEFAULT_5XX: { status: 599 }, INTEGRATION_FAILURE: {} }, 504],
    ["with a rule for clients' errors", { DEFAULT_4XX: { status: 499 } }, 500],
  ])("%s", async (_name, rules, expected) => {
    const response = await ask(await start(rules), head("GET /dead"));
    expect(response.status).toBe(expected);
    expect(JSON.parse(response.body.toString())).toEqual({ message: "Internal server error" });
  });
});

describe("what no document changes", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await start({
      DEFAULT_4XX: { status: 444, headers: (request) => ({ x: request.header("host") }) },
    });
  });

  test.each([
    ["a head that is too large", head("GET /nope", `X: ${"x".repeat(11_000)}`), 431],
    ["a malformed head", head("GET /a/../b"), 400],
    [
      "a body that is too large",
      head("POST /pets/7", "Content-Type: text/plain", "Content-Length: 10485761"),
      413,
    ],
  ])("%s", async (_name, request, status) => {
    expect((await ask(gateway, request)).status).toBe(status);
  });
});

test("a rule that fails leaves the answer to the family", async () => {
  const gateway = await start({
    DEFAULT_4XX: {
      headers: () => {
        throw new Error("not in a header");
      },
    },
  });
  const response = await ask(gateway, head("GET /nope"));
  expect(response.status).toBe(403);
  expect(response.body.toString()).toBe('{"message":"Missing Authentication Token"}');
});
