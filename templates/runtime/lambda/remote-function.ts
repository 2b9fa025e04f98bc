import type { AwsCall, AwsClient } from "../aws/aws-client.js";
import { MAX_BODY_BYTES } from "../body.js";
import type { FailureKind } from "../gateway-error.js";
import { GatewayError } from "../gateway-error.js";
import { headerValues } from "../header-values.js";
import type { UpstreamResponse } from "../upstream.js";
import type { FunctionArn } from "./function-arn.js";
import type { FunctionTarget, Invocation } from "./lambda-function.js";

/** A function that Amazon runs: called by the Invoke API of Lambda. */
export function remoteFunction(aws: AwsClient, arn: FunctionArn): FunctionTarget {
  return {
    open: () => aws.open(),
    close: () => aws.close(),
    async invoke(payload, invocation) {
      const call = invokeCall(aws, arn, payload, invocation, "whole");
      const response = await aws.send(call, invocation.request.outgoing);
      const body = await response.body.read(MAX_BODY_BYTES);
      if (response.status >= 300) throw refusal(response);
      const failed = headerValues(response.headers, "x-amz-function-error").length > 0;
      return { payload: body.toString(), failed, headers: response.headers };
    },
  };
}

const PATHS = {
  whole: ["/2015-03-31/functions/", "/invocations"],
  streamed: ["/2021-11-15/functions/", "/response-streaming-invocations"],
} as const;

/** The call of the Invoke API for an answer as a whole or piece by piece. */
export function invokeCall(
  { settings }: AwsClient,
  { name, qualifier, region = settings.region }: FunctionArn,
  payload: string,
  { request, type, timeoutMs }: Invocation,
  answer: keyof typeof PATHS,
): AwsCall {
  const [before, behind] = PATHS[answer];
  return {
    service: "lambda",
    region,
    method: "POST",
    path: before + encodeURIComponent(name) + behind,
    query: qualifier === undefined ? [] : [["Qualifier", qualifier]],
    headers: {
      "content-type": "application/json",
      "x-amz-invocation-type": type,
      "x-amzn-trace-id": request.traceHeader,
    },
    body: Buffer.from(payload),
    timeoutMs,
  };
}

/** Why Lambda did not call the function: no JSON, too large, too many calls, no permission. */
export function refusal({ status, headers }: UpstreamResponse): GatewayError {
  const [why = String(status)] = headerValues(headers, "x-amzn-errortype");
  const [code = ""] = why.split(":", 1);
  return new GatewayError(kindOf(status, code), {
    cause: Object.assign(new Error(`Lambda answered ${status}`), { code, status }),
  });
}

function kindOf(status: number, code: string): FailureKind {
  if (code === "InvalidRequestContentException") return "invalid-json";
  if (status === 413) return "payload-too-large";
  return status === 429 || status >= 500 ? "integration-failure" : "configuration-error";
}
