/**
 * What becomes of a context variable of Amazon's.
 * - `filled`: it has a value
 * - `empty`: it has none here, nor has it on Amazon without what `why` says
 * - `unsupported`: Amazon fills it in, and the gateway cannot
 */
export type ContextVariableSupport =
  | { readonly support: "filled" }
  | { readonly support: "empty" | "unsupported"; readonly why: string };

/** What becomes of it in mappings; and in access logs, where that is something else. */
export type KnownContextVariable = ContextVariableSupport & {
  readonly logged?: ContextVariableSupport;
  /** The only family that has it in its access logs; absent, both of Amazon's have. */
  readonly loggedBy?: "rest" | "http";
};

const filled: ContextVariableSupport = { support: "filled" };
const empty = (why: string): ContextVariableSupport => ({ support: "empty", why });
const unsupported = (why: string): ContextVariableSupport => ({ support: "unsupported", why });

const ofLogs = unsupported("only access logs have it");
const ofErrors = unsupported("only access logs and answers to errors have it");

const cognito = empty("Amazon fills it in for callers with credentials of an identity pool");
const privateApi = empty("Amazon fills it in for private APIs");
const firewall = empty("Amazon fills it in behind its firewall");
const iam: KnownContextVariable = {
  ...empty("Amazon fills it in for callers that IAM authorizes, which a hook does here"),
  logged: filled,
};
const mutualTls: KnownContextVariable = {
  ...empty("Amazon fills it in where clients show certificates"),
  logged: filled,
};
const apiKey: KnownContextVariable = {
  ...unsupported("a hook decides API keys, and keeps them to itself"),
  logged: filled,
  loggedBy: "rest",
};
const logged: KnownContextVariable = { ...ofLogs, logged: filled };
const loggedByRest: KnownContextVariable = { ...logged, loggedBy: "rest" };
const loggedByHttp: KnownContextVariable = { ...logged, loggedBy: "http" };
const firewallLog: KnownContextVariable = { ...ofLogs, logged: firewall, loggedBy: "rest" };
const error: KnownContextVariable = { ...ofErrors, logged: filled };

/** Every context variable but the values of authorizers, by name. */
export const contextVariables: ReadonlyMap<string, KnownContextVariable> = new Map<
  string,
  KnownContextVariable
>([
  ["accountId", filled],
  ["apiId", filled],
  ["authenticate.error", loggedByRest],
  ["authenticate.latency", loggedByRest],
  ["authenticate.status", loggedByRest],
  ["authorize.error", loggedByRest],
  [
    "authorize.latency",
    {
      ...ofLogs,
      logged: unsupported("policies are decided along with who calls, and not timed apart"),
      loggedBy: "rest",
    },
  ],
  ["authorize.status", loggedByRest],
  [
    "awsEndpointRequestId",
    { ...empty("Amazon fills it in where an AWS service answers"), logged: filled },
  ],
  ["awsEndpointRequestId2", loggedByHttp],
  ["cipherSuite", loggedByRest],
  ["customDomain.basePathMatched", logged],
  [
    "customDomain.routingRuleIdMatched",
    { ...ofLogs, logged: unsupported("domain names have no routing rules here"), loggedBy: "rest" },
  ],
  ["dataProcessed", loggedByHttp],
  ["deploymentId", unsupported("the gateway is deployed in ways of your own")],
  ["domainName", filled],
  ["domainPrefix", filled],
  ["endpointType", loggedByRest],
  ["error.message", error],
  ["error.messageString", error],
  ["error.responseType", error],
  ["error.validationErrorString", { ...error, loggedBy: "rest" }],
  ["extendedRequestId", filled],
  ["httpMethod", filled],
  ["identity.accessKey", iam],
  ["identity.accountId", iam],
  ["identity.apiKey", apiKey],
  ["identity.apiKeyId", apiKey],
  ["identity.caller", iam],
  ["identity.clientCert.clientCertPem", mutualTls],
  ["identity.clientCert.issuerDN", mutualTls],
  ["identity.clientCert.serialNumber", mutualTls],
  ["identity.clientCert.subjectDN", mutualTls],
  ["identity.clientCert.validity.notAfter", mutualTls],
  ["identity.clientCert.validity.notBefore", mutualTls],
  ["identity.cognitoAuthenticationProvider", cognito],
  ["identity.cognitoAuthenticationType", cognito],
  ["identity.cognitoIdentityId", cognito],
  ["identity.cognitoIdentityPoolId", cognito],
  ["identity.principalOrgId", iam],
  ["identity.sourceIp", filled],
  ["identity.user", iam],
  ["identity.userAgent", filled],
  ["identity.userArn", iam],
  ["identity.vpcId", privateApi],
  ["identity.vpceId", privateApi],
  ["integration.error", logged],
  ["integration.integrationStatus", logged],
  ["integration.latency", logged],
  ["integration.requestId", logged],
  ["integration.responseTransferMode", loggedByRest],
  ["integration.status", logged],
  ["integration.timeToAllHeaders", loggedByRest],
  [
    "integration.timeToFirstContent",
    { ...ofLogs, logged: unsupported("bodies are not timed on their way"), loggedBy: "rest" },
  ],
  ["integrationErrorMessage", logged],
  ["integrationLatency", logged],
  ["integrationStatus", logged],
  ["isCanaryRequest", filled],
  ["path", filled],
  ["protocol", filled],
  ["requestId", filled],
  ["requestTime", filled],
  ["requestTimeEpoch", filled],
  ["resourceId", filled],
  ["resourcePath", filled],
  ["responseLatency", logged],
  ["responseLength", logged],
  ["routeKey", loggedByHttp],
  ["stage", filled],
  ["status", error],
  ["tlsVersion", loggedByRest],
  ["waf.error", firewallLog],
  ["waf.latency", firewallLog],
  ["waf.status", firewallLog],
  ["wafResponseCode", firewall],
  ["webaclArn", firewall],
  ["xrayTraceId", filled],
]);

/** What access logs tell of an authorizer itself; all else is a value that it gives. */
export const authorizerLogVariables: ReadonlyMap<string, ContextVariableSupport> = new Map<
  string,
  ContextVariableSupport
>([
  ["authorizer.claims", empty("claims are told one by one, as authorizer.claims.sub")],
  ["authorizer.error", filled],
  ["authorizer.integrationLatency", filled],
  ["authorizer.integrationStatus", filled],
  ["authorizer.latency", filled],
  ["authorizer.requestId", unsupported("the ids of calls of authorizers are not kept")],
  ["authorizer.status", filled],
]);
