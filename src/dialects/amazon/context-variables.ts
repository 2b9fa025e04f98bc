/**
 * What becomes of one of the context variables of Amazon's REST APIs.
 * - `filled`: it has a value
 * - `empty`: it has none here, nor has it on Amazon without what `why` says
 * - `unsupported`: Amazon fills it in, and the gateway cannot
 */
export type ContextVariableSupport =
  | { readonly support: "filled" }
  | { readonly support: "empty" | "unsupported"; readonly why: string };

const filled: ContextVariableSupport = { support: "filled" };
const empty = (why: string): ContextVariableSupport => ({ support: "empty", why });
const unsupported = (why: string): ContextVariableSupport => ({ support: "unsupported", why });

const iam = empty("Amazon fills it in for callers that IAM authorizes, which a hook does here");
const mutualTls = empty("Amazon fills it in where clients show certificates");
const privateApi = empty("Amazon fills it in for private APIs");
const firewall = empty("Amazon fills it in behind its firewall");
const apiKey = unsupported("a hook decides API keys, and keeps them to itself");

/** Every context variable but those of authorizers and errors, by name. */
export const contextVariables: ReadonlyMap<string, ContextVariableSupport> = new Map([
  ["accountId", filled],
  ["apiId", filled],
  ["awsEndpointRequestId", empty("Amazon fills it in where an AWS service answers")],
  ["deploymentId", unsupported("the gateway is deployed in ways of your own")],
  ["domainName", filled],
  ["domainPrefix", filled],
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
  ["identity.cognitoAuthenticationProvider", iam],
  ["identity.cognitoAuthenticationType", iam],
  ["identity.cognitoIdentityId", iam],
  ["identity.cognitoIdentityPoolId", iam],
  ["identity.principalOrgId", iam],
  ["identity.sourceIp", filled],
  ["identity.user", iam],
  ["identity.userAgent", filled],
  ["identity.userArn", iam],
  ["identity.vpcId", privateApi],
  ["identity.vpceId", privateApi],
  ["isCanaryRequest", empty("Amazon fills it in for stages with a canary")],
  ["path", filled],
  ["protocol", filled],
  ["requestId", filled],
  ["requestTime", filled],
  ["requestTimeEpoch", filled],
  ["resourceId", filled],
  ["resourcePath", filled],
  ["stage", filled],
  ["wafResponseCode", firewall],
  ["webaclArn", firewall],
  ["xrayTraceId", filled],
]);
