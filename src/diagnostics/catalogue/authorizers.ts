import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of what decides who may call: authorizers, and the policy of the API. */
export const authorizerProblems = {
  "malformed-identity-source": {
    severity: "error",
    message: (p: { source: string; family: "rest" | "http"; why: string }) =>
      `callers cannot be known by ${quote(p.source)}: ${p.why}`,
    help: (p: { family: "rest" | "http" }) =>
      p.family === "rest"
        ? "name method.request.header.X, method.request.querystring.X, stageVariables.X or context.X"
        : "name $request.header.X, $request.querystring.X, $stageVariables.X or $context.X",
    explain: `identitySource names what a caller must show for the authorizer's function to be asked,
separated by commas. Verdicts are kept by these values: were one left out, callers would
share verdicts.`,
  },
  "authorizer-ttl-out-of-range": {
    severity: "warning",
    message: (p: { found: number; max: number }) =>
      `verdicts are kept for 0 to ${p.max} seconds, not ${p.found}: none is kept`,
    help: (p: { max: number }) =>
      `write authorizerResultTtlInSeconds: 0, or a number up to ${p.max}`,
    explain: `authorizerResultTtlInSeconds says for how long a Lambda authorizer's verdict holds for
whoever shows the same credential. Amazon API Gateway takes 0 to 3600. The generated
gateway asks the function for every request where the number is out of this range.`,
  },
  "simple-responses-of-version-1": {
    severity: "warning",
    message: "enableSimpleResponses has no effect on an authorizer of payload format 1.0",
    help: 'write authorizerPayloadFormatVersion: "2.0", or remove enableSimpleResponses',
    explain: `Only functions that are asked in payload format 2.0 may answer isAuthorized alone. One of
1.0, which is what an authorizer has that does not say, must answer with a policy.`,
  },
  "malformed-policy": {
    severity: "error",
    message: (p: { member: string; why: string }) =>
      `the policy cannot be enforced: ${p.member} ${p.why}`,
    help: "write a policy document of IAM, with nothing in it that IAM does not have",
    explain: `x-amazon-apigateway-policy says who may call which methods, as a policy document of IAM:
statements with Effect, Principal, Action, Resource and Condition. What the gateway cannot
read might forbid something, so that it refuses the document rather than leave it out.
Policy variables (\${aws:username}) are not supported.`,
  },
  "unknown-condition-key": {
    severity: "warning",
    message: (p: { key: string; effect: string }) =>
      p.effect === "Deny"
        ? `the gateway cannot know ${quote(p.key)}: the statement denies without regard to it`
        : `the gateway cannot know ${quote(p.key)}: the statement allows nothing`,
    help: "ask for something else, such as aws:SourceIp, or leave the statement out",
    explain: `Amazon API Gateway knows of requests from which of Amazon's private networks they come
(aws:SourceVpc, aws:SourceVpce, aws:VpcSourceIp), and other things that happen inside of
Amazon. A gateway of your own does not. It fails closed: a Deny with such a condition
denies whatever else it matches, and an Allow with one lets nobody in.

Known are aws:CurrentTime, aws:EpochTime, aws:Referer, aws:SecureTransport, aws:SourceIp
and aws:UserAgent, and of callers who sign their requests aws:PrincipalArn and the like.`,
  },
} satisfies Record<string, CatalogueEntry>;
