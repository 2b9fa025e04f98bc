import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { authenticate } from "../../../templates/runtime/authenticate.js";
import type { Exchange } from "../../../templates/runtime/exchange.js";
import { httpApi } from "../../../templates/runtime/http-api.js";
import { httpApiAuthorizer1 } from "../../../templates/runtime/lambda/http-api-authorizer-1.js";
import { httpApiAuthorizer2 } from "../../../templates/runtime/lambda/http-api-authorizer-2.js";
import { httpApiLambda2 } from "../../../templates/runtime/lambda/http-api-lambda-2.js";
import { lambdaProxy } from "../../../templates/runtime/lambda/lambda-proxy.js";
import { requestAuthorizer } from "../../../templates/runtime/lambda/request-authorizer.js";
import { tokenAuthorizer } from "../../../templates/runtime/lambda/token-authorizer.js";
import { defineRoute } from "../../../templates/runtime/route.js";
import type { Authorize } from "../../../templates/runtime/security.js";
import { defineScheme } from "../../../templates/runtime/security.js";
import { exchange, head } from "../support/raw-client.js";
import { valuesOf } from "../support/raw-response.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";
import { stubFunction } from "../support/stub-function.js";

const API = "arn:aws:execute-api:eu-north-1:000011112222:toys";
const scheme = defineScheme({ name: "who", type: "apiKey" });
const judge = stubFunction();
const shop = stubFunction();

const verdict = (change: object = {}) => ({ principalId: "ann", policyDocument: ALLOW, ...change });
const policy = (Effect: "Allow" | "Deny", Resource: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect, Action: "execute-api:Invoke", Resource }],
});
const ALLOW = policy("Allow", "*");

const token = (change: object = {}) =>
  tokenAuthorizer({ function: judge.name, header: "X-Token", cacheSeconds: 0, ...change });

let gateway: TestGateway | undefined;
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});
beforeEach(() => {
  shop.returns({ statusCode: 200, body: "sold" });
  judge.returns(verdict());
});

/** Starts a gateway whose only integration is the shop. */
async function start(authorizer: Authorize, api: "rest" | "http" = "rest"): Promise<void> {
  const options = { function: shop.name, timeoutMs: 1000 };
  const integration = api === "rest" ? lambdaProxy(options) : httpApiLambda2(options);
  gateway = await startGateway({
    ...(api === "http" && { family: httpApi }),
    routes: ["/toys/{id}", "/"].map((path) =>
      defineRoute({ operationId: path, method: "GET", path, security: [[scheme()]], integration }),
    ),
    stages: { authenticate: authenticate({ who: authorizer }) },
    backends: [
      [judge.name, judge.target],
      [shop.name, shop.target],
    ],
    stageVariables: { colour: "red", empty: "" },
    environment: {
      AWS_REGION: "eu-north-1",
      ACCOUNT_ID: "000011112222",
      API_ID: "toys",
      STAGE: "live",
    },
  });
}

async function get(path: string, ...headers: string[]) {
  const response = await exchange(gateway?.port ?? 0, head(`GET ${path}`, ...headers));
  if (response === undefined) throw new Error("no response");
  const type = valuesOf(response, "x-amzn-errortype")[0];
  return [response.status, type, response.body.toString()] as const;
}

const SOLD = [200, undefined, "sold"] as const;
const UNAUTHORIZED = [401, "UnauthorizedException", '{"message":"Unauthorized"}'] as const;
const MISCONFIGURED = [500, "AuthorizerConfigurationException", '{"message":null}'] as const;

describe("a function that is told a token", () => {
  test("gets it as it was sent, with the method that is called", async () => {
    await start(token());
    expect(await get("/toys/7?x=1", "X-Token: Bearer a.b")).toEqual(SOLD);
    expect(judge.event).toEqual({
      type: "TOKEN",
      methodArn: `${API}/live/GET/toys/7`,
      authorizationToken: "Bearer a.b",
    });
  });

  test.each([
    ["/", `${API}/live/GET/`],
    ["//toys/7/", `${API}/live/GET/toys/7`],
    ["/toys/%37%2f%C3%A4", `${API}/live/GET/toys/7%2f%C3%A4`],
  ])("is told of %s as the path that was matched", async (path, arn) => {
    await start(token());
    expect(await get(path, "X-Token: a")).toEqual(SOLD);
    expect(judge.event["methodArn"]).toBe(arn);
  });

  test.each([
    ["no token", []],
    ["an empty token", ["X-Token: "]],
    ["a token in another header", ["Authorization: a-1"]],
    ["a token that begins right", ["X-Token: a-1x"]],
  ])("is not asked about %s", async (_what, headers) => {
    await start(token({ pattern: /^(?:a-\d)$/ }));
    expect(await get("/toys/7", ...headers)).toEqual(UNAUTHORIZED);
    expect(judge.types).toEqual([]);
  });

  test.each<[string, () => void, readonly unknown[]]>([
    ["says Unauthorized", () => judge.fails({ errorMessage: "Unauthorized" }), UNAUTHORIZED],
    [
      "fails",
      () => judge.fails({ errorMessage: "Unauthorized!" }),
      [500, "AuthorizerFailureException", '{"message":null}'],
    ],
    ["cannot be called", () => judge.refuses(new Error("no network")), MISCONFIGURED],
    ["answers no JSON", () => judge.answers("ann"), MISCONFIGURED],
    ["answers null", () => judge.returns(null), MISCONFIGURED],
    ["names nobody", () => judge.returns({ policyDocument: ALLOW }), MISCONFIGURED],
    ["answers no policy", () => judge.returns({ principalId: "ann" }), MISCONFIGURED],
    [
      "answers a policy that is none",
      () => judge.returns(verdict({ policyDocument: { statement: [] } })),
      MISCONFIGURED,
    ],
    [
      "puts lists in the context",
      () => judge.returns(verdict({ context: { a: [1] } })),
      MISCONFIGURED,
    ],
    ["has a context of text", () => judge.returns(verdict({ context: "a" })), MISCONFIGURED],
    [
      "has a key of numbers",
      () => judge.returns(verdict({ usageIdentifierKey: 7 })),
      MISCONFIGURED,
    ],
    [
      "allows another method",
      () => judge.returns(verdict({ policyDocument: policy("Allow", `${API}/live/POST/*`) })),
      [
        403,
        "AccessDeniedException",
        '{"Message":"User is not authorized to access this resource"}',
      ],
    ],
    [
      "denies",
      () => judge.returns(verdict({ policyDocument: policy("Deny", "*") })),
      [
        403,
        "AccessDeniedException",
        '{"Message":"User is not authorized to access this resource with an explicit deny"}',
      ],
    ],
  ])("refuses when it %s", async (_what, answer, expected) => {
    answer();
    await start(token());
    expect(await get("/toys/7", "X-Token: a")).toEqual(expected);
    expect(shop.types).toEqual([]);
  });

  test("tells functions who calls, all as text", async () => {
    const context = { number: 1.5, flag: false, text: "x", nothing: null, principalId: "mallory" };
    judge.returns(verdict({ context }));
    await start(token());
    await get("/toys/7", "X-Token: a");
    expect(shop.event).toMatchObject({
      requestContext: {
        authorizer: {
          principalId: "ann",
          number: "1.5",
          flag: "false",
          text: "x",
          integrationLatency: expect.any(Number) as number,
        },
      },
    });
    expect(JSON.stringify(shop.event)).not.toMatch(/mallory|nothing/);
  });

  test("is asked once for a token while its verdict holds, and for methods by what it allows", async () => {
    judge.returns(verdict({ policyDocument: policy("Allow", `${API}/live/GET/toys/7`) }));
    await start(token({ cacheSeconds: 60 }));
    expect(await get("/toys/7", "X-Token: a")).toEqual(SOLD);
    expect((await get("/toys/8", "X-Token: a"))[0]).toBe(403);
    expect(await get("/toys/7", "X-Token: a")).toEqual(SOLD);
    expect(judge.types).toHaveLength(1);
    expect(await get("/toys/7", "X-Token: b")).toEqual(SOLD);
    expect(judge.types).toHaveLength(2);
  });

  test("is asked again when its verdict has run out", async () => {
    const now = vi.spyOn(performance, "now");
    const started = performance.now();
    try {
      await start(token({ cacheSeconds: 60 }));
      now.mockImplementation(() => started);
      await get("/toys/7", "X-Token: a");
      now.mockImplementation(() => started + 59_000);
      await get("/toys/7", "X-Token: a");
      expect(judge.types).toHaveLength(1);
      now.mockImplementation(() => started + 62_000);
      await get("/toys/7", "X-Token: a");
      expect(judge.types).toHaveLength(2);
    } finally {
      now.mockRestore();
    }
  });

  test.each<[string, () => void, number]>([
    ["denies", () => judge.returns(verdict({ policyDocument: policy("Deny", "*") })), 1],
    ["says Unauthorized", () => judge.fails({ errorMessage: "Unauthorized" }), 2],
    ["fails", () => judge.fails({ errorMessage: "no" }), 2],
    ["answers what is no verdict", () => judge.returns({}), 2],
  ])(
    "that %s is asked about two requests %#: only verdicts are kept",
    async (_what, answer, calls) => {
      answer();
      await start(token({ cacheSeconds: 60 }));
      await get("/toys/7", "X-Token: a");
      await get("/toys/7", "X-Token: a");
      expect(judge.types).toHaveLength(calls);
    },
  );

  test("hands on the API key that it says", async () => {
    judge.returns(verdict({ usageIdentifierKey: "key-1" }));
    const seen: (string | undefined)[] = [];
    const authorizer = token();
    await start(async (request, ...rest) => {
      const answer = await authorizer(request, ...rest);
      seen.push(request.usageIdentifierKey);
      return answer;
    });
    await get("/toys/7", "X-Token: a");
    expect(seen).toEqual(["key-1"]);
  });
});

describe("a function that is told the request", () => {
  const identity = (request: Exchange) => [
    request.headerAll("X-Who"),
    request.queryAll("q"),
    request.stageVariable("colour"),
    request.context.httpMethod,
  ];

  test("gets all of it but its body", async () => {
    await start(requestAuthorizer({ function: judge.name, identity, cacheSeconds: 0 }));
    expect(await get("/toys/7?q=1&q=2", "X-Who: ann")).toEqual(SOLD);
    expect(judge.event).toMatchObject({
      type: "REQUEST",
      methodArn: `${API}/live/GET/toys/7`,
      resource: "/toys/{id}",
      path: "/toys/7",
      httpMethod: "GET",
      headers: { "X-Who": "ann" },
      multiValueHeaders: { "X-Who": ["ann"] },
      queryStringParameters: { q: "2" },
      multiValueQueryStringParameters: { q: ["1", "2"] },
      pathParameters: { id: "7" },
      stageVariables: { colour: "red" },
      requestContext: { stage: "live", apiId: "toys", accountId: "000011112222" },
    });
    for (const absent of ["body", "isBase64Encoded", "version"]) {
      expect(judge.event).not.toHaveProperty(absent);
    }
  });

  test.each([
    ["/toys/7?q=1", []],
    ["/toys/7?q=1", ["X-Who: "]],
    ["/toys/7", ["X-Who: ann"]],
    ["/toys/7?q=", ["X-Who: ann"]],
    ["/toys/7?Q=1", ["X-Who: ann"]],
  ])("is not asked about %s with %j", async (path, headers) => {
    await start(requestAuthorizer({ function: judge.name, identity, cacheSeconds: 60 }));
    expect(await get(path, ...headers)).toEqual(UNAUTHORIZED);
    expect(judge.types).toEqual([]);
  });

  test("is asked about everybody where nothing must be shown", async () => {
    await start(requestAuthorizer({ function: judge.name, cacheSeconds: 0 }));
    expect(await get("/toys/7")).toEqual(SOLD);
    expect(judge.types).toHaveLength(1);
  });

  test("knows callers by all that they show, however it is cut", async () => {
    await start(requestAuthorizer({ function: judge.name, identity, cacheSeconds: 60 }));
    await get("/toys/7?q=b", "X-Who: a");
    await get("/toys/8?q=b", "X-Who: a", "X-Other: c");
    expect(judge.types).toHaveLength(1);
    await get("/toys/7?q=", "X-Who: a,b");
    await get("/toys/7?q=c", "X-Who: a%22,b");
    await get("/toys/7?q=b%22,%22c", "X-Who: a");
    await get("/toys/7?q=b", "X-Who: c", "X-Who: a");
    expect(judge.types).toHaveLength(4);
  });
});

describe("a function of an HTTP API", () => {
  const identity = (request: Exchange) => [request.headerAll("X-Who"), request.queryAll("q")];
  const options = { function: judge.name, identity, cacheSeconds: 0 };
  const FORBIDDEN = [403, undefined, '{"message":"Forbidden"}'];
  const FAILED = [500, undefined, '{"message":"Internal Server Error"}'];

  test("gets the event of format 1.0", async () => {
    await start(httpApiAuthorizer1(options), "http");
    expect(await get("/toys/7?q=1", "X-Who: ann")).toEqual(SOLD);
    expect(judge.event).toMatchObject({
      version: "1.0",
      type: "REQUEST",
      methodArn: `${API}/live/GET/toys/7`,
      identitySource: "ann,1",
      authorizationToken: "ann,1",
      resource: "/toys/{id}",
      headers: { "X-Who": "ann" },
    });
    expect(judge.event).not.toHaveProperty("body");
  });

  test("gets the event of format 2.0", async () => {
    await start(httpApiAuthorizer2(options), "http");
    expect(await get("/toys/7?q=1", "X-Who: ann", "Cookie: a=1; b=2")).toEqual(SOLD);
    expect(judge.event).toMatchObject({
      version: "2.0",
      type: "REQUEST",
      routeArn: `${API}/live/GET/toys/7`,
      identitySource: ["ann", "1"],
      routeKey: "GET /toys/{id}",
      rawPath: "/live/toys/7",
      rawQueryString: "q=1",
      cookies: ["a=1", "b=2"],
      headers: { "x-who": "ann" },
      pathParameters: { id: "7" },
      requestContext: { http: { method: "GET" }, stage: "live" },
    });
    for (const absent of ["body", "isBase64Encoded"]) {
      expect(judge.event).not.toHaveProperty(absent);
    }
  });

  test("is told that nothing must be shown", async () => {
    await start(httpApiAuthorizer2({ function: judge.name, cacheSeconds: 0 }), "http");
    expect(await get("/toys/7")).toEqual(SOLD);
    expect(judge.event["identitySource"]).toBeNull();
  });

  test.each<[string, unknown, readonly unknown[]]>([
    ["lets in", { isAuthorized: true }, SOLD],
    ["does not let in", { isAuthorized: false }, FORBIDDEN],
    ["answers text", { isAuthorized: "true" }, FAILED],
    ["answers a policy", verdict(), FAILED],
    ["answers true", true, FAILED],
    ["has a context of a list", { isAuthorized: true, context: [1] }, FAILED],
    [
      "says Unauthorized",
      { errorMessage: "Unauthorized" },
      [401, undefined, '{"message":"Unauthorized"}'],
    ],
  ])("that answers simply %s", async (_what, answer, expected) => {
    judge.returns(answer);
    await start(httpApiAuthorizer2({ ...options, simpleResponses: true }), "http");
    expect(await get("/toys/7?q=1", "X-Who: ann")).toEqual(expected);
  });

  test.each<[string, object, unknown]>([
    [
      "of a simple response",
      { isAuthorized: true, context: { a: [1], b: { c: true } } },
      { a: [1], b: { c: true } },
    ],
    ["of none", { isAuthorized: true }, null],
  ])("keeps the types of a context %s", async (_what, answer, lambda) => {
    judge.returns(answer);
    await start(httpApiAuthorizer2({ ...options, simpleResponses: true }), "http");
    await get("/toys/7?q=1", "X-Who: ann");
    expect(shop.event).toMatchObject({ requestContext: { authorizer: { lambda } } });
  });

  test("that answers with a policy is refused by it", async () => {
    judge.returns(verdict({ policyDocument: policy("Deny", "*/toys/7") }));
    await start(httpApiAuthorizer2(options), "http");
    expect(await get("/toys/7?q=1", "X-Who: ann")).toEqual(FORBIDDEN);
    judge.returns({ isAuthorized: true });
    expect(await get("/toys/7?q=1", "X-Who: ann")).toEqual(FAILED);
  });
});
