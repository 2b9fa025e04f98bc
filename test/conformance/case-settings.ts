import type { GatewayFiles } from "../harness/build-gateway.js";
import type { BackendStubs } from "./backend-stubs.js";
import type { GatewayCase, MethodSettings, StageSettings, UsagePlan } from "./gateway-case.js";
import { servedIssuer } from "./issuer-keys.js";
import type { JsonObject } from "./json.js";

/** What the gateways of cases sign their calls of Amazon's services with. */
export const GATEWAY_KEYS = {
  accessKey: "AKIDGATEWAYEXAMPLE",
  secretKey: "secret/gateway/EXAMPLEKEY",
};

/** A case in which the stubs' addresses stand in place of the backends and issuers that it names. */
export function withStubs(given: GatewayCase, stubs: BackendStubs): GatewayCase {
  let text = JSON.stringify(given).replaceAll(
    "upstream.example.com",
    new URL(stubs.upstreamUrl).host,
  );
  for (const { issuer } of given.issuers ?? []) {
    text = text.replaceAll(issuer, servedIssuer(issuer, stubs.awsUrl));
  }
  return { ...(JSON.parse(text) as GatewayCase), issuers: given.issuers ?? [] };
}

/**
 * The files that a case's gateway is generated from. What OpenAPI and Amazon's extensions cannot
 * say of a stage (variables that nothing in the document names, its methods' settings, canaries, the
 * access log, usage plans) stands in the root's `x-gateway`.
 */
export function documentFiles(given: GatewayCase): GatewayFiles {
  const extension = gatewayExtension(given);
  const document = extension === undefined ? given.spec : { ...given.spec, "x-gateway": extension };
  return { "openapi.json": JSON.stringify(document) };
}

function gatewayExtension(given: GatewayCase): JsonObject | undefined {
  const { stageSettings = {}, usagePlans, stageName, canarySpec } = given;
  const document = JSON.stringify(given.spec);
  // Variables that the document names are settings; of others only what they are told can know.
  const isSilent = (name: string) => !document.includes(`stageVariables.${name}`);
  const silent = Object.keys(given.stage).some(isSilent) ? given.stage : {};
  const stages = (given.stages ?? [{ name: stageName, variables: silent }])
    .map(({ name, variables }) => {
      const extension = stageExtension(stageSettings, canarySpec !== undefined);
      return [
        name,
        { ...(Object.keys(variables).length > 0 && { variables }), ...extension },
      ] as const;
    })
    .filter(([, stage]) => given.stages !== undefined || Object.keys(stage).length > 0);
  if (stages.length === 0 && usagePlans === undefined) return undefined;
  return {
    ...(stages.length > 0 && { stages: Object.fromEntries(stages) }),
    ...(usagePlans && {
      usagePlans: Object.fromEntries(usagePlans.map((plan) => [plan.id, planExtension(plan)])),
    }),
  };
}

function planExtension({ throttle, quota, stages, methodThrottle }: UsagePlan): JsonObject {
  return {
    stages: [...stages],
    ...(throttle && { throttle: { ...throttle } }),
    ...(quota && { quota: { ...quota } }),
    ...(methodThrottle && { methods: planMethods(methodThrottle) }),
  };
}

function stageExtension(settings: StageSettings, hasCanaryDocument: boolean): JsonObject {
  const { methodSettings = {}, defaultRouteSettings, routeSettings = {} } = settings;
  const { canarySettings, accessLogSettings, cacheClusterEnabled } = settings;
  const { "*/*": every = defaultRouteSettings ?? {}, ...methods } = methodSettings;
  const named = [
    ...Object.entries(methods).map(([key, method]) => [methodOf(key), method] as const),
    ...Object.entries(routeSettings),
  ];
  // A stage has a cache at all, or none of its methods has one.
  const ofStage =
    cacheClusterEnabled === undefined
      ? every
      : { ...every, cachingEnabled: cacheClusterEnabled && every.cachingEnabled !== false };
  return {
    ...methodExtension(ofStage),
    ...(named.length > 0 && {
      methods: Object.fromEntries(named.map(([key, method]) => [key, methodExtension(method)])),
    }),
    ...(canarySettings && {
      canary: {
        percentTraffic: canarySettings.percentTraffic,
        variables: canarySettings.stageVariableOverrides ?? {},
        // Amazon shares what a stage keeps only with a canary of the same deployment.
        ...(canarySettings.useStageCache !== undefined && {
          useStageCache: canarySettings.useStageCache && !hasCanaryDocument,
        }),
      },
    }),
    ...(accessLogSettings && { accessLog: { format: accessLogSettings.format } }),
  };
}

function methodExtension(settings: MethodSettings): JsonObject {
  const { throttlingRateLimit, throttlingBurstLimit } = settings;
  const { cachingEnabled, cacheTtlInSeconds, requireAuthorizationForCacheControl } = settings;
  const { unauthorizedCacheControlHeaderStrategy } = settings;
  return {
    ...(throttlingRateLimit !== undefined &&
      throttlingBurstLimit !== undefined && {
        throttle: { rateLimit: throttlingRateLimit, burstLimit: throttlingBurstLimit },
      }),
    ...(cachingEnabled !== undefined && {
      cache: {
        enabled: cachingEnabled,
        ...(cacheTtlInSeconds !== undefined && { ttlSeconds: cacheTtlInSeconds }),
        ...(requireAuthorizationForCacheControl !== undefined && {
          requireAuthorizationForCacheControl,
        }),
        ...(unauthorizedCacheControlHeaderStrategy !== undefined && {
          unauthorizedCacheControlHeaderStrategy,
        }),
      },
    }),
  };
}

/** Amazon's `~1pets/GET` is `GET /pets`. */
function methodOf(key: string): string {
  const slash = key.lastIndexOf("/");
  const path = key.slice(0, slash).replaceAll("~1", "/").replaceAll("~0", "~");
  return `${key.slice(slash + 1)} ${path}`;
}

/** `{"test": {"/pets/GET": …}}` → `{"test": {"GET /pets": {throttle}}}` */
function planMethods(stages: NonNullable<UsagePlan["methodThrottle"]>): JsonObject {
  return Object.fromEntries(
    Object.entries(stages).map(([stage, methods]) => [
      stage,
      Object.fromEntries(
        Object.entries(methods).map(([key, throttle]) => [
          methodOf(key),
          { throttle: { ...throttle } },
        ]),
      ),
    ]),
  );
}

/** Files beside the gateway, by name, which hold what is nobody's business in a document. */
export function settingFiles(given: GatewayCase): Readonly<Record<string, string>> {
  const { apiKeys, principals, usagePlans = [], request } = given;
  const requests = [request, ...(given.sequence ?? []).map((step) => step.request)];
  const expired = requests.flatMap((each) =>
    each?.sigv4?.sessionToken === "expired" ? [each.sigv4.principal] : [],
  );
  return {
    // A list of keys, each with the plans that it belongs to.
    ...(apiKeys && {
      "api-keys.json": JSON.stringify(
        apiKeys.map((key) => ({
          ...key,
          usagePlans: usagePlans.filter(({ keys }) => keys.includes(key.id)).map(({ id }) => id),
        })),
      ),
    }),
    // The local store of identities, as cases have it; a session's token may have run out.
    ...(principals && {
      "principals.json": JSON.stringify(
        principals.map((principal) => ({
          ...principal,
          ...(expired.includes(principal.name) && { sessionTokenExpires: "2000-01-01T00:00:00Z" }),
        })),
      ),
    }),
  };
}

/**
 * The environment of a case's gateway. Credentials and addresses of Amazon's services have the names
 * that Amazon's own tools read.
 * @param listed the names of the settings that the generated project lists
 */
export function environmentOf(
  given: GatewayCase,
  stubs: BackendStubs,
  listed: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  const stage = given.stages?.find(({ name }) => name === given.stageName);
  const variables = Object.entries(stage?.variables ?? given.stage).flatMap(([variable, value]) => {
    const letters = lettersOf(`STAGE_VARIABLE_${variable}`);
    return [...listed].filter((name) => lettersOf(name) === letters).map((name) => [name, value]);
  });
  return {
    LOG_LEVEL: "info",
    STAGE: given.stageName,
    STAGE_PREFIX: "on",
    API_ID: "abcdef1234",
    ACCOUNT_ID: "111111111111",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: GATEWAY_KEYS.accessKey,
    AWS_SECRET_ACCESS_KEY: GATEWAY_KEYS.secretKey,
    AWS_ENDPOINT_URL: stubs.awsUrl,
    AWS_ENDPOINT_URL_LAMBDA: stubs.awsUrl,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: stubs.awsUrl,
    ...(given.apiKeys && { API_KEYS_FILE: "api-keys.json" }),
    ...(given.principals && { PRINCIPALS_FILE: "principals.json" }),
    ...(Object.fromEntries(variables) as Record<string, string>),
  };
}

/** `STAGE_VARIABLE_STAGE_VAR1` and `stageVar1` name the same. */
function lettersOf(name: string): string {
  return name.replace(/[^A-Za-z\d]/g, "").toUpperCase();
}
