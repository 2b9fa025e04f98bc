import type { Callback, Context, Handler } from "aws-lambda";
import { GatewayError } from "../gateway-error.js";
import type {
  FunctionAnswer,
  FunctionTarget,
  Invocation,
  LambdaFunction,
} from "./lambda-function.js";

/**
 * A function that runs inside of the gateway. What it throws is its answer, as it is on Lambda: it
 * ends that request only.
 */
export function inProcess({ name }: LambdaFunction, handler: Handler<never>): FunctionTarget {
  return {
    invoke(payload, invocation) {
      const answer = run(handler as Handler, name, payload, invocation);
      if (invocation.type === "RequestResponse") return answer;
      answer.catch(() => undefined);
      return Promise.resolve({ payload: "", failed: false });
    },
  };
}

async function run(
  handler: Handler,
  name: string,
  payload: string,
  { request, timeoutMs }: Invocation,
): Promise<FunctionAnswer> {
  const deadline = performance.now() + timeoutMs;
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new GatewayError("integration-timeout")), timeoutMs);
  });
  try {
    const { settings } = request;
    const result = await Promise.race([
      expired,
      settle((done) => {
        const context: Context = {
          callbackWaitsForEmptyEventLoop: true,
          functionName: name,
          functionVersion: "$LATEST",
          invokedFunctionArn: `arn:aws:lambda:local:${settings.accountId}:function:${name}`,
          memoryLimitInMB: "128",
          awsRequestId: request.id,
          logGroupName: `/aws/lambda/${name}`,
          logStreamName: request.id,
          getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
          done: done,
          fail: (error) => done(error),
          succeed: (value: unknown) => done(null, value),
        };
        return handler(JSON.parse(payload), context, done);
      }),
    ]);
    return { payload: JSON.stringify(result) ?? "null", failed: false };
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    request.settings.logger.error({ function: name, requestId: request.id, err: error }, "failed");
    return { payload: JSON.stringify(failureOf(error)), failed: true };
  } finally {
    clearTimeout(timer);
  }
}

/** A handler's promise, or what it says to its callback, whichever comes. */
function settle(call: (done: Callback) => unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done: Callback = (error, result) => {
      if (error === null || error === undefined) resolve(result);
      else reject(error);
    };
    const returned = call(done);
    // A function that returns nothing answers by its callback.
    if (returned instanceof Promise) returned.then(resolve, reject);
  });
}

/** An error as Lambda's runtime for Node writes it. */
function failureOf(error: unknown) {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  const { name, message, stack = "" } = error;
  return { errorType: name, errorMessage: message, trace: stack.split("\n") };
}
