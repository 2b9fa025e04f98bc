import { afterAll, beforeAll, expect, test } from "vitest";
import { BackendStubs } from "./backend-stubs.js";
import { documentFiles, environmentOf, settingFiles, withStubs } from "./case-settings.js";
import type { GatewayCase } from "./gateway-case.js";
import type { JsonObject } from "./json.js";

let stubs: BackendStubs;
beforeAll(async () => {
  stubs = await BackendStubs.open();
});
afterAll(() => stubs.close());

const CASE: GatewayCase = {
  name: "case",
  features: [],
  spec: { openapi: "3.0.1" },
  stage: {},
  stageName: "test",
  upstream: [],
};

function extensionOf(given: Partial<GatewayCase>): unknown {
  const document = JSON.parse(documentFiles({ ...CASE, ...given })["openapi.json"] ?? "") as object;
  return "x-gateway" in document ? document["x-gateway"] : undefined;
}

test("stubs stand in for backends and issuers, wherever those are named", () => {
  const issuer = "https://issuer.example.com";
  const given = withStubs(
    {
      ...CASE,
      spec: { uri: "http://upstream.example.com/a", issuer },
      stage: { host: "upstream.example.com" },
      issuers: [{ issuer, keys: ["k1"] }],
    },
    stubs,
  );
  expect(given.spec).toEqual({
    uri: `${stubs.upstreamUrl}/a`,
    issuer: `${stubs.awsUrl}/issuer.example.com`,
  });
  expect(`http://${given.stage["host"]}`).toBe(stubs.upstreamUrl);
  expect(given.issuers).toEqual([{ issuer, keys: ["k1"] }]);
});

test("issuers of Cognito's keep their names: AWS_ENDPOINT_URL leads to their keys", () => {
  const issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_POOL";
  const spec = { issuer };
  expect(withStubs({ ...CASE, spec, issuers: [{ issuer, keys: [] }] }, stubs).spec).toEqual(spec);
});

test("a document says what its case cannot otherwise, and no more", () => {
  expect(extensionOf({})).toBeUndefined();
  const spec: JsonObject = { uri: "${stageVariables.known}" };
  expect(extensionOf({ spec, stage: { known: "1" } })).toBeUndefined();
  expect(extensionOf({ spec, stage: { known: "1", silent: "2" } })).toEqual({
    stages: { test: { variables: { known: "1", silent: "2" } } },
  });
  expect(
    extensionOf({
      stages: [
        { name: "a", variables: {} },
        { name: "b", variables: {} },
      ],
    }),
  ).toEqual({ stages: { a: {}, b: {} } });
});

test("settings of a stage and of its methods", () => {
  const throttle = { throttlingRateLimit: 2, throttlingBurstLimit: 1 };
  expect(
    extensionOf({
      stageSettings: {
        cacheClusterEnabled: true,
        methodSettings: { "*/*": { cacheTtlInSeconds: 60 }, "~1pets~1{id}/GET": throttle },
        accessLogSettings: { format: "$context.status" },
        canarySettings: { percentTraffic: 5 },
      },
    }),
  ).toEqual({
    stages: {
      test: {
        cache: { enabled: true, ttlSeconds: 60 },
        methods: { "GET /pets/{id}": { throttle: { rateLimit: 2, burstLimit: 1 } } },
        accessLog: { format: "$context.status" },
        canary: { percentTraffic: 5, variables: {} },
      },
    },
  });
  expect(
    extensionOf({
      stageSettings: { defaultRouteSettings: throttle, routeSettings: { "GET /a": throttle } },
    }),
  ).toMatchObject({
    stages: { test: { throttle: { rateLimit: 2 }, methods: { "GET /a": { throttle: {} } } } },
  });
});

test("usage plans are the document's, keys and who has them a file's", () => {
  const plan = {
    id: "p1",
    keys: ["k1"],
    stages: ["test"],
    methodThrottle: { test: { "/a/GET": { rateLimit: 1, burstLimit: 1 } } },
  };
  const apiKeys = [
    { id: "k1", value: "v1", enabled: true },
    { id: "k2", value: "v2", enabled: false },
  ];
  expect(extensionOf({ usagePlans: [plan], apiKeys })).toEqual({
    usagePlans: {
      p1: {
        stages: ["test"],
        methods: { test: { "GET /a": { throttle: { rateLimit: 1, burstLimit: 1 } } } },
      },
    },
  });
  const given = { ...CASE, usagePlans: [plan], apiKeys };
  expect(JSON.parse(settingFiles(given)["api-keys.json"] ?? "")).toEqual([
    { id: "k1", value: "v1", enabled: true, usagePlans: ["p1"] },
    { id: "k2", value: "v2", enabled: false, usagePlans: [] },
  ]);
  expect(environmentOf(given, stubs, new Set())).toMatchObject({ API_KEYS_FILE: "api-keys.json" });
});

test("stage variables are set by the names that the project lists", () => {
  const listed = new Set(["STAGE", "STAGE_VARIABLE_STAGE_VAR1", "STAGE_VARIABLE_OTHER"]);
  const environment = environmentOf({ ...CASE, stage: { stageVar1: "x", no: "y" } }, stubs, listed);
  expect(environment).toMatchObject({ STAGE: "test", STAGE_VARIABLE_STAGE_VAR1: "x" });
  expect(Object.values(environment)).not.toContain("y");
});
