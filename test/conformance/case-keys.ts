import type { Json } from "./json.js";
import { isObject } from "./json.js";

/** The keys of an object of a case; `free` is data that means nothing to the harness. */
interface Shape {
  readonly [key: string]: Shape | "free" | "unused";
}

const RESPOND: Shape = {
  status: "free",
  headers: "free",
  body: "free",
  bodyBase64: "free",
  bodyEncoded: { text: "free", coding: "free" },
  bodyRepeat: { text: "free", bytes: "free" },
  delayMs: "free",
  payload: "free",
  payloadText: "free",
  functionError: "free",
  statusCode: "free",
  invokeError: { statusCode: "free", type: "free" },
};

const REQUEST: Shape = {
  method: "free",
  path: "free",
  query: "free",
  rawQuery: "free",
  rawTarget: "free",
  stage: "free",
  headers: "free",
  body: "free",
  bodyBase64: "free",
  bodyRepeat: { text: "free", bytes: "free" },
  bodyEncoded: { text: "free", coding: "free" },
  // The client adds nothing of its own anyway.
  noDefaultContentType: "unused",
  noDefaultAccept: "unused",
  noDefaultAcceptEncoding: "unused",
  sourceIp: "free",
  forceCanary: "free",
  jwt: {
    in: "free",
    name: "free",
    prefix: "free",
    alg: "free",
    header: "free",
    claims: "free",
    sign: "free",
    tamper: "free",
  },
  sigv4: {
    principal: "free",
    service: "free",
    region: "free",
    clockSkew: "free",
    accessKey: "free",
    secretKey: "free",
    sessionToken: "free",
    presign: "free",
    expires: "free",
    tamper: "free",
  },
};

const EXPECT: Shape = {
  status: "free",
  statusOneOf: "free",
  headers: "free",
  body: "free",
  bodyBase64: "free",
  decodedBody: "free",
  bodyContains: "free",
  json: "free",
  jsonSubset: "free",
  jsonCaseInsensitiveKeys: "free",
  messageMatches: "free",
  distribution: { json: "free", true: "free" },
};

const CALL: Shape = {
  function: "free",
  event: "free",
  eventSubset: "free",
  eventAbsent: "free",
  eventHeadersAbsent: "free",
  invocationType: "free",
  service: "free",
  action: "free",
  params: "free",
  method: "free",
  path: "free",
  query: "free",
  queryAbsent: "free",
  headers: "free",
  body: "free",
  bodyBase64: "free",
  json: "free",
  jsonSubset: "free",
  innerJson: "free",
};

const METHOD_SETTINGS: Shape = {
  cachingEnabled: "free",
  cacheTtlInSeconds: "free",
  requireAuthorizationForCacheControl: "free",
  unauthorizedCacheControlHeaderStrategy: "free",
  throttlingRateLimit: "free",
  throttlingBurstLimit: "free",
};

const GATEWAY_CASE: Shape = {
  name: "free",
  source: "unused",
  recorded_from_aws: "unused",
  evidence: "unused",
  notes: "unused",
  doubt: "free",
  features: "free",
  api: "free",
  spec: "free",
  canarySpec: "free",
  stage: "free",
  stageName: "free",
  stages: { name: "free", variables: "free" },
  stageSettings: {
    cacheClusterEnabled: "free",
    // Memory is the operator's business here.
    cacheClusterSize: "unused",
    methodSettings: { "*": METHOD_SETTINGS },
    defaultRouteSettings: METHOD_SETTINGS,
    routeSettings: { "*": METHOD_SETTINGS },
    canarySettings: {
      percentTraffic: "free",
      stageVariableOverrides: "free",
      useStageCache: "free",
    },
    accessLogSettings: { format: "free" },
  },
  importOptions: { basepath: "free" },
  apiKeys: { id: "free", value: "free", enabled: "free" },
  usagePlans: {
    id: "free",
    keys: "free",
    stages: "free",
    quota: { limit: "free", period: "free", offset: "free" },
    throttle: { rateLimit: "free", burstLimit: "free" },
    methodThrottle: "free",
  },
  principals: {
    name: "free",
    accessKey: "free",
    secretKey: "free",
    accountId: "free",
    userId: "free",
    arn: "free",
    policies: "free",
    sessionToken: "free",
  },
  issuers: { issuer: "free", keys: "free" },
  upstream: {
    match: { method: "free", path: "free" },
    function: "free",
    when: "free",
    service: "free",
    respond: RESPOND,
    respondSequence: RESPOND,
  },
  clockStart: "free",
  repeat: "free",
  sequence: { at: "free", request: REQUEST, expect: EXPECT, expect_upstream: CALL },
  request: REQUEST,
  expect: EXPECT,
  expect_upstream: CALL,
  expect_access_log: { matches: "free" },
  expect_import: { outcome: "free", mentions: "free" },
};

/** Where a case says something that the harness does not know, and would not honour. */
export function unknownKeys(value: Json, shape: Shape = GATEWAY_CASE, at = ""): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: Json) => unknownKeys(item, shape, `${at}[]`));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const known = shape[key] ?? shape["*"];
    if (known === undefined) return [`${at}.${key}`];
    return typeof known === "string" ? [] : unknownKeys(member, known, `${at}.${key}`);
  });
}
