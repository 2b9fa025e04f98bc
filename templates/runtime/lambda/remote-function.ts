import type { AwsClient } from "../aws/aws-client.js";
import { MAX_BODY_BYTES } from "../body.js";
import { GatewayError } from "../gateway-error.js";
import { headerValues } from "../header-values.js";
import type { FunctionArn } from "./function-arn.js";
import type { FunctionTarget } from "./lambda-function.js";

/** A function that Amazon runs: called by the Invoke API of Lambda. */
export function remoteFunction(aws: AwsClient, arn: FunctionArn): FunctionTarget {
  const { name, qualifier, region = aws.settings.region } = arn;
  return {
    open: () => aws.open(),
    close: () => aws.close(),
    async invoke(payload, { request, type, timeoutMs }) {
      const response = await aws.send(
        {
          service: "lambda",
          region,
          method: "POST",
          path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
          query: qualifier === undefined ? [] : [["Qualifier", qualifier]],
          headers: {
            "content-type": "application/json",
            "x-amz-invocation-type": type,
            "x-amzn-trace-id": request.traceHeader,
          },
          body: Buffer.from(payload),
          timeoutMs,
        },
        request.outgoing,
      );
      const body = await response.body.read(MAX_BODY_BYTES);
      // Amazon refused the call: no such function, no permission, too many calls.
      if (response.status >= 300) {
        const [why] = headerValues(response.headers, "x-amzn-errortype");
        const cause = new Error(`Lambda answered ${response.status} ${why ?? ""}`.trimEnd());
        throw new GatewayError("integration-failure", { cause });
      }
      const failed = headerValues(response.headers, "x-amz-function-error").length > 0;
      return { payload: body.toString(), failed };
    },
  };
}
