import type { ServiceParameter } from "../../model/integration.js";

type Parameters = Readonly<Record<string, ServiceParameter["as"]>>;

/** An action of a service that an HTTP API's integration may name. */
export interface ServiceAction {
  readonly service: string;
  /** What stands in front of the service in the host. */
  readonly hostPrefix?: string;
  readonly required: Parameters;
  readonly optional: Parameters;
  readonly call:
    | {
        readonly target: string;
        readonly version: "1.0" | "1.1";
        /** The parameters are those of the only entry of this list. */
        readonly listOf?: string;
        /** Names of parameters begin with a small letter. */
        readonly smallNames?: true;
      }
    /** The action is a resource: its path, and its query by parameter. */
    | { readonly path: string; readonly query: Readonly<Record<string, string>> };
}

const QUEUE: Parameters = { QueueUrl: "text" };

const stepFunctions = (action: string) =>
  ({ target: `AWSStepFunctions.${action}`, version: "1.0", smallNames: true }) as const;

/** What HTTP APIs call integration subtypes; `Region` is a parameter of each besides. */
export const SERVICE_ACTIONS: ReadonlyMap<string, ServiceAction> = new Map<string, ServiceAction>([
  [
    "AppConfig-GetConfiguration",
    {
      service: "appconfig",
      required: {
        Application: "text",
        Environment: "text",
        Configuration: "text",
        ClientId: "text",
      },
      optional: { ClientConfigurationVersion: "text" },
      call: {
        path: "/applications/{Application}/environments/{Environment}/configurations/{Configuration}",
        query: {
          ClientId: "client_id",
          ClientConfigurationVersion: "client_configuration_version",
        },
      },
    },
  ],
  [
    "EventBridge-PutEvents",
    {
      service: "events",
      required: { Detail: "text", DetailType: "text", Source: "text" },
      optional: { Time: "time", EventBusName: "text", Resources: "json", TraceHeader: "text" },
      call: { target: "AWSEvents.PutEvents", version: "1.1", listOf: "Entries" },
    },
  ],
  [
    "Kinesis-PutRecord",
    {
      service: "kinesis",
      required: { StreamName: "text", Data: "bytes", PartitionKey: "text" },
      optional: { SequenceNumberForOrdering: "text", ExplicitHashKey: "text" },
      call: { target: "Kinesis_20131202.PutRecord", version: "1.1" },
    },
  ],
  [
    "SQS-DeleteMessage",
    {
      service: "sqs",
      required: { ...QUEUE, ReceiptHandle: "text" },
      optional: {},
      call: { target: "AmazonSQS.DeleteMessage", version: "1.0" },
    },
  ],
  [
    "SQS-PurgeQueue",
    {
      service: "sqs",
      required: QUEUE,
      optional: {},
      call: { target: "AmazonSQS.PurgeQueue", version: "1.0" },
    },
  ],
  [
    "SQS-ReceiveMessage",
    {
      service: "sqs",
      required: QUEUE,
      optional: {
        AttributeNames: "json",
        MaxNumberOfMessages: "number",
        MessageAttributeNames: "json",
        ReceiveRequestAttemptId: "text",
        VisibilityTimeout: "number",
        WaitTimeSeconds: "number",
      },
      call: { target: "AmazonSQS.ReceiveMessage", version: "1.0" },
    },
  ],
  [
    "SQS-SendMessage",
    {
      service: "sqs",
      required: { ...QUEUE, MessageBody: "text" },
      optional: {
        DelaySeconds: "number",
        MessageAttributes: "json",
        MessageDeduplicationId: "text",
        MessageGroupId: "text",
        MessageSystemAttributes: "json",
      },
      call: { target: "AmazonSQS.SendMessage", version: "1.0" },
    },
  ],
  [
    "StepFunctions-StartExecution",
    {
      service: "states",
      required: { StateMachineArn: "text" },
      optional: { Name: "text", Input: "text" },
      call: stepFunctions("StartExecution"),
    },
  ],
  [
    "StepFunctions-StartSyncExecution",
    {
      service: "states",
      hostPrefix: "sync-",
      required: { StateMachineArn: "text" },
      optional: { Name: "text", Input: "text", TraceHeader: "text" },
      call: stepFunctions("StartSyncExecution"),
    },
  ],
  [
    "StepFunctions-StopExecution",
    {
      service: "states",
      required: { ExecutionArn: "text" },
      optional: { Cause: "text", Error: "text" },
      call: stepFunctions("StopExecution"),
    },
  ],
]);
