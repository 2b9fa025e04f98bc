import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authenticate } from "../../../templates/runtime/authenticate.js";
import { tokenAuthorizer } from "../../../templates/runtime/lambda/token-authorizer.js";
import type { PolicyStage } from "../../../templates/runtime/pipeline.js";
import { combineWithResourcePolicy } from "../../../templates/runtime/policy/combine-policies.js";
import { enforcePolicy } from "../../../templates/runtime/policy/enforce-policy.js";
import { resourcePolicy } from "../../../templates/runtime/policy/resource-policy.js";
import type { Authorize, PolicyDecision, Security } from "../../../templates/runtime/security.js";
import { defineScheme, refuse } from "../../../templates/runtime/security.js";
import { backend, proxyRoute } from "../support/proxy-routes.js";
import { exchange, head } from "../support/raw-client.js";
import { valuesOf } from "../support/raw-response.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";
import type { StubUpstream } from "../support/stub-upstream.js";
import { startStubUpstream } from "../support/stub-upstream.js";
import { stubFunction } from "../support/stub-function.js";

const API = { region: "eu-north-1", accountId: "123456789012", apiId: "toys" };
const judge = stubFunction();
const scheme = (name: string) => defineScheme({ name, type: "apiKey" })();
const [lambda, hook, signed] = [scheme("lambda"), scheme("hook"), scheme("signed")];

const statement = (Effect: "Allow" | "Deny", change: object = {}) => ({
  Effect,
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "execute-api:/*",
  ...change,
});
const here = { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } };
const elsewhere = { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } };
const ALLOWS = statement("Allow");
const SILENT = statement("Allow", { Condition: elsewhere });
const DENIES = statement("Deny", { Condition: here });

let upstream: StubUpstream;
let gateway: TestGateway | undefined;
beforeAll(async () => {
  upstream = await startStubUpstream();
});
afterAll(() => upstream.stop());
beforeEach(() => upstream.forget());
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

const byHeader: Authorize = (request) =>
  request.header("x-who") === undefined ? refuse() : { principalId: "ann" };

/** Lets policies of the caller's own decide, as signatures have them. */
const bySignature: Authorize = (request) => {
  const own = (request.header("x-own") ?? "implicit deny") as PolicyDecision;
  const accountId = request.header("x-account") ?? API.accountId;
  const principal = { accountId, arns: [`arn:aws:iam::${accountId}:user/ann`] };
  const decision = combineWithResourcePolicy(request, own, {
    principal,
    keys: new Map([["aws:username", ["ann"]]]),
  });
  return decision === "allow" ? { principalId: "ann" } : refuse("forbidden");
};

async function start(statements: object | object[], security: Security = []): Promise<void> {
  const document = { Version: "2012-10-17", Statement: statements };
  const policy: PolicyStage = enforcePolicy(resourcePolicy(document, API));
  gateway = await startGateway({
    routes: [proxyRoute("ANY", "/toys/{id}", { security })],
    stages: {
      policy,
      authenticate: authenticate({
        lambda: tokenAuthorizer({ function: judge.name, header: "X-Who", cacheSeconds: 0 }),
        hook: byHeader,
        signed: bySignature,
      }),
    },
    upstreams: [[backend, upstream.url]],
    backends: [[judge.name, judge.target]],
    environment: {
      AWS_REGION: API.region,
      ACCOUNT_ID: API.accountId,
      API_ID: API.apiId,
      STAGE: "live",
      TRUSTED_PROXIES: "127.0.0.1",
    },
  });
}

async function answer(request: string, ...headers: string[]) {
  const response = await exchange(gateway?.port ?? 0, head(request, ...headers));
  if (response === undefined) throw new Error("no response");
  const type = valuesOf(response, "x-amzn-errortype")[0];
  return { status: response.status, type, body: response.body.toString() };
}

const statusOf = async (...asked: [string, ...string[]]) => (await answer(...asked)).status;

describe("where nobody is authenticated", () => {
  test.each<[string, object | object[], number]>([
    ["allows", ALLOWS, 200],
    [
      "allows this very method",
      statement("Allow", { Resource: "execute-api:/live/GET/toys/7" }),
      200,
    ],
    [
      "allows it by its whole ARN",
      statement("Allow", { Resource: "arn:aws:execute-api:eu-north-1:123456789012:toys/*" }),
      200,
    ],
    ["allows another stage", statement("Allow", { Resource: "execute-api:/test/*" }), 403],
    [
      "allows another API",
      statement("Allow", { Resource: "arn:aws:execute-api:*:*:dolls/*" }),
      403,
    ],
    ["allows a user", statement("Allow", { Principal: { AWS: "123456789012" } }), 403],
    ["is silent", SILENT, 403],
    ["denies", [ALLOWS, DENIES], 403],
    [
      "allows what nobody can know",
      statement("Allow", { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }),
      403,
    ],
    [
      "denies by what nobody can know",
      [ALLOWS, statement("Deny", { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } })],
      403,
    ],
    [
      "allows those who come without TLS",
      statement("Allow", { Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      200,
    ],
    [
      "allows for a time",
      statement("Allow", { Condition: { DateLessThan: { "aws:CurrentTime": "2020-01-01" } } }),
      403,
    ],
  ])("a policy that %s decides", async (_what, statements, status) => {
    await start(statements);
    expect(await statusOf("GET /toys/7")).toBe(status);
    expect(upstream.begun).toBe(Number(status === 200));
  });

  test("callers are told which method, and hardly whose", async () => {
    await start([ALLOWS, DENIES]);
    expect(await answer("GET /toys/7")).toEqual({
      status: 403,
      type: "AccessDeniedException",
      body: '{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-north-1:********9012:toys/live/GET/toys/7 with an explicit deny"}',
    });
  });

  test.each(["/toys/7", "//toys/7", "/toys/7/", "/toys/%37"])(
    "a denied method is denied as %s",
    async (path) => {
      await start([ALLOWS, statement("Deny", { Resource: "execute-api:/*/GET/toys/7" })]);
      expect(await statusOf(`GET ${path}`)).toBe(403);
      expect(await statusOf("GET /toys/8")).toBe(200);
    },
  );

  test("what headers say of the client holds", async () => {
    const Condition = {
      StringLike: { "aws:Referer": "https://shop.example/*", "aws:UserAgent": "x" },
    };
    await start(statement("Allow", { Condition }));
    const referer = "Referer: https://shop.example/a";
    expect(await statusOf("GET /toys/7", referer, "User-Agent: x")).toBe(200);
    expect(await statusOf("GET /toys/7", referer, "User-Agent: y")).toBe(403);
    expect(await statusOf("GET /toys/7", "User-Agent: x")).toBe(403);
  });

  test("what a trusted proxy says of the client holds", async () => {
    const Condition = { ...elsewhere, Bool: { "aws:SecureTransport": "true" } };
    await start(statement("Allow", { Condition }));
    const from = (address: string) => ["GET /toys/7", `X-Forwarded-For: ${address}`] as const;
    expect(await statusOf(...from("192.0.2.7"), "X-Forwarded-Proto: https")).toBe(200);
    expect(await statusOf(...from("192.0.2.7"), "X-Forwarded-Proto: http")).toBe(403);
    expect(await statusOf(...from("198.51.100.7"), "X-Forwarded-Proto: https")).toBe(403);
  });
});

describe("with a Lambda authorizer", () => {
  const says = (Effect: "Allow" | "Deny", Resource = "*") =>
    judge.returns({
      principalId: "ann",
      policyDocument: { Statement: { Effect, Action: "*", Resource } },
    });

  test.each<[string, () => void, object, number, number]>([
    ["both allow", () => says("Allow"), ALLOWS, 200, 1],
    ["it allows, the policy is silent", () => says("Allow"), SILENT, 200, 1],
    ["it is silent, the policy allows", () => says("Allow", "x"), ALLOWS, 200, 1],
    ["both are silent", () => says("Allow", "x"), SILENT, 403, 1],
    ["it denies, the policy allows", () => says("Deny"), ALLOWS, 403, 1],
    ["it allows, the policy denies: nobody is asked", () => says("Allow"), DENIES, 403, 0],
  ])("%s", async (_what, answers, policy, status, calls) => {
    answers();
    await start(policy, [[lambda]]);
    expect(await statusOf("GET /toys/7", "X-Who: ann")).toBe(status);
    expect(judge.types).toHaveLength(calls);
    expect(upstream.begun).toBe(Number(status === 200));
  });
});

test.each<[PolicyDecision, object, string, number]>([
  ["allow", SILENT, "123456789012", 200],
  ["implicit deny", ALLOWS, "123456789012", 200],
  ["implicit deny", SILENT, "123456789012", 403],
  ["explicit deny", ALLOWS, "123456789012", 403],
  ["allow", DENIES, "123456789012", 403],
  ["allow", ALLOWS, "999999999999", 200],
  ["allow", SILENT, "999999999999", 403],
  ["implicit deny", ALLOWS, "999999999999", 403],
  [
    "allow",
    statement("Allow", {
      Principal: { AWS: "arn:aws:iam::999999999999:user/ann" },
      Condition: { StringEquals: { "aws:username": "ann" } },
    }),
    "999999999999",
    200,
  ],
])("a signature's own %s with %j, of account %s: %i", async (own, policy, account, status) => {
  await start(policy, [[signed]]);
  expect(await statusOf("GET /toys/7", `X-Own: ${own}`, `X-Account: ${account}`)).toBe(status);
});

test.each<[string, object, string[], number]>([
  ["nobody known", ALLOWS, [], 401],
  ["nobody known, and a deny", DENIES, [], 401],
  ["somebody known", ALLOWS, ["X-Who: ann"], 200],
  ["somebody known, and silence", SILENT, ["X-Who: ann"], 403],
  ["somebody known, and a deny", DENIES, ["X-Who: ann"], 403],
])("with authorizers that have no policies: %s", async (_what, policy, headers, status) => {
  await start(policy, [[hook]]);
  expect(await statusOf("GET /toys/7", ...headers)).toBe(status);
});

test("what one alternative was allowed is not another's", async () => {
  const never: Authorize = () => refuse();
  const document = { Statement: SILENT };
  gateway = await startGateway({
    routes: [
      proxyRoute("GET", "/toys/{id}", {
        security: [[signed, scheme("never")], [hook]],
      }),
    ],
    stages: {
      policy: enforcePolicy(resourcePolicy(document, API)),
      authenticate: authenticate({ signed: bySignature, hook: byHeader, never }),
    },
    upstreams: [[backend, upstream.url]],
    environment: { ACCOUNT_ID: API.accountId },
  });
  expect(await statusOf("GET /toys/7", "X-Own: allow", "X-Who: ann")).toBe(403);
});
