import type { ConfiguredText } from "./configured-text.js";

/** A Lambda function that integrations call. */
export interface LambdaFunction {
  /** What integrations refer to it by: as the document writes it. */
  readonly id: string;
  /** What a person would call it, without its version or alias. */
  readonly name: string;
  /** Version or alias, if the document says it. */
  readonly qualifier: string | undefined;
  /** Its ARN or name; undefined: the settings must say, unless it has a handler. */
  readonly arn: ConfiguredText | undefined;
  /** The user's handler that runs in the gateway; absent: it is called where Lambda runs it. */
  readonly handler?: FunctionHandler;
}

export interface FunctionHandler {
  /** What its file is called. */
  readonly name: string;
  /** Whether a setting may name a function of Lambda instead. */
  readonly orRemote: boolean;
}
