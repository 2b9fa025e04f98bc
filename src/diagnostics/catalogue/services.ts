import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

const mean = (nearest: string | undefined) =>
  nearest === undefined ? "" : `; did you mean ${quote(nearest)}?`;

/** Problems of services of AWS that integrations call. */
export const serviceProblems = {
  "malformed-service-uri": {
    severity: "error",
    omittable: true,
    message: (p: { uri: string; why: string }) => `${quote(p.uri)} names no AWS service: ${p.why}`,
    help: "write arn:aws:apigateway:REGION:SERVICE:action/NAME, or :path/PATH",
    explain: `The uri of an integration with an AWS service says the region, the service as its endpoint
is called ("sqs", "events", "runtime.sagemaker"), and either an action of it or a path
below its endpoint, in which {parameters} may stand.

Wrong: arn:aws:sqs:us-east-1:111122223333:orders
Right: arn:aws:apigateway:us-east-1:sqs:path/111122223333/orders
Right: arn:aws:apigateway:us-east-1:dynamodb:action/PutItem`,
  },
  "request-chooses-service": {
    severity: "error",
    omittable: true,
    message: (p: { part: string; of: string }) =>
      `${p.part} would let the caller choose the ${p.of} that the gateway calls`,
    help: "write it out, or use a stage variable",
    explain: `The gateway signs its calls of AWS services with credentials of its own. Which service of
which region is called, and for what, must come from the document or from the gateway's
settings; a request may fill in parameters and the path below a service's endpoint.`,
  },
  "service-proxy": {
    severity: "error",
    omittable: true,
    message: (p: { service: string }) =>
      `REST APIs have no aws_proxy integration with ${quote(p.service)}`,
    help: "write type: aws, with templates and mappings that make the service's request",
    explain: `Amazon API Gateway imports aws_proxy in REST APIs for Lambda functions and for streams of
Firehose only.`,
  },
  "callers-credentials": {
    severity: "error",
    omittable: true,
    message: "the gateway cannot call a service with the caller's credentials",
    help: "name a role, or remove it; the gateway then signs with its own credentials",
    explain: `"arn:aws:iam::*:user/*" makes Amazon API Gateway call a service as whoever calls the API.
A signature proves who somebody is without telling their secret key, so nobody but Amazon
can sign another request for them.`,
  },
  "unknown-role": {
    severity: "info",
    message:
      "the document does not say which role a service is called by: the gateway's own is used",
    help: "give it a value with --var if the gateway is to take the role on (AWS_ASSUME_ROLES=on)",
    explain: `The generated gateway calls AWS services with its own credentials. With the setting
AWS_ASSUME_ROLES=on it takes on the roles that the document names, if they trust it; this
one is filled in when the document is deployed, so it is not known now.`,
  },
  "unknown-subtype": {
    severity: "error",
    omittable: true,
    message: (p: { subtype: string; nearest: string | undefined }) =>
      `HTTP APIs have no integration subtype ${quote(p.subtype)}${mean(p.nearest)}`,
    help: "write one of Amazon's, such as SQS-SendMessage or EventBridge-PutEvents",
    explain: `integrationSubtype names a service of AWS and an action of it. HTTP APIs have these:

  AppConfig-GetConfiguration   EventBridge-PutEvents     Kinesis-PutRecord
  SQS-SendMessage              SQS-ReceiveMessage        SQS-DeleteMessage
  SQS-PurgeQueue               StepFunctions-StartExecution
  StepFunctions-StartSyncExecution                       StepFunctions-StopExecution`,
  },
  "missing-service-parameter": {
    severity: "error",
    omittable: true,
    message: (p: { subtype: string; parameter: string }) =>
      `${p.subtype} needs ${quote(p.parameter)} among its requestParameters`,
    help: (p: { parameter: string }) => `add ${p.parameter}`,
    explain: `The requestParameters of an integration with a subtype are the parameters of the service's
action. Amazon API Gateway imports no integration that lacks one which the service needs.`,
  },
  "unknown-service-parameter": {
    severity: "error",
    omittable: true,
    message: (p: { subtype: string; parameter: string; nearest: string | undefined }) =>
      `${p.subtype} has no parameter ${quote(p.parameter)}${mean(p.nearest)}`,
    help: "correct the name, or remove it",
    explain: `The requestParameters of an integration with a subtype are the parameters of the service's
action, as Amazon's documentation of the subtype lists them, and Region.`,
  },
} satisfies Record<string, CatalogueEntry>;
