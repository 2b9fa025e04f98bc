import type { AwsClient } from "../aws/aws-client.js";
import type { FunctionArn } from "./function-arn.js";
import type { FunctionTarget } from "./lambda-function.js";
import { readFunctionStream } from "./read-function-stream.js";
import { invokeCall, refusal, remoteFunction } from "./remote-function.js";

/** A function that Amazon runs, and that can be told to answer piece by piece. */
export function streamingFunction(aws: AwsClient, arn: FunctionArn): FunctionTarget {
  return {
    ...remoteFunction(aws, arn),
    async stream(payload, invocation) {
      const call = invokeCall(aws, arn, payload, invocation, "streamed");
      const response = await aws.send(call, invocation.request.outgoing);
      if (response.status < 300) {
        return { ...(await readFunctionStream(response.body)), headers: response.headers };
      }
      response.body.cancel();
      throw refusal(response);
    },
  };
}
