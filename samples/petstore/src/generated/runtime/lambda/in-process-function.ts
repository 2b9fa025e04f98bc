import type { Context, Handler } from "aws-lambda";
import type { Exchange } from "../exchange.js";
import { GatewayError } from "../gateway-error.js";
import type {
  FunctionAnswer,
  FunctionTarget,
  Invocation,
  LambdaFunction,
} from "./lambda-function.js";
import { runInScope } from "./function-scope.js";
import { MAX_PAYLOAD_BYTES } from "./lambda-function.js";

/**
 * A function that runs inside of the gateway, as Lambda's runtime for Node runs it: what the handler
 * throws, rejects with, or tells its callback is that request's answer, and so is an error in what it
 * leaves behind. While it computes, all requests wait.
 */
export function inProcess({ name }: LambdaFunction, handler: Handler<never>): FunctionTarget {
  return {
    async invoke(payload, invocation) {
      const answer = run(handler as Handler, name, readEvent(payload), invocation);
      if (invocation.type === "Event") return { payload: "", failed: false };
      return withDeadline(answer, invocation.timeoutMs);
    },
  };
}

/** Lambda refuses to call a function with what is no JSON. */
function readEvent(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (cause) {
    throw new GatewayError("invalid-json", { cause });
  }
}

/** The handler goes on after its deadline, as it cannot be stopped, but nobody hears what it says. */
async function withDeadline(answer: Promise<FunctionAnswer>, ms: number): Promise<FunctionAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new GatewayError("integration-timeout")), ms).unref();
  });
  try {
    return await Promise.race([answer, expired]);
  } finally {
    clearTimeout(timer);
  }
}

/** Never rejects. */
async function run(
  handler: Handler,
  name: string,
  event: unknown,
  { request, timeoutMs }: Invocation,
): Promise<FunctionAnswer> {
  const log = (error: unknown) => {
    const cause =
      error instanceof Error ? (error.stack ?? error.message) : `thrown ${typeof error}`;
    request.settings.logger.error({ id: request.id, function: name, cause }, "a function failed");
  };
  let answered = false;
  try {
    const context = contextOf(name, request, timeoutMs);
    const result = await new Promise<unknown>((resolve, reject) => {
      // Of what comes when the answer is known, only the log tells.
      const fail = (error: unknown) => (answered ? log(error) : reject(error));
      runInScope(fail, () => resultOf(handler, event, context).then(resolve, reject));
    });
    return { payload: serialise(result), failed: false };
  } catch (error) {
    log(error);
    return { payload: JSON.stringify(failureOf(error)), failed: true };
  } finally {
    answered = true;
  }
}

type Ending = "done" | "fail" | "succeed";

/** What the handler's promise, its callback, or its context says first. */
function resultOf(handler: Handler, event: unknown, context: Omit<Context, Ending>) {
  return new Promise<unknown>((resolve, reject) => {
    const done = (error?: unknown, result?: unknown) => {
      if (error === null || error === undefined) resolve(result);
      else reject(error);
    };
    const endings: Pick<Context, Ending> = {
      done,
      fail: (error: unknown) => done(error ?? "handled"),
      succeed: (result: unknown) => done(null, result),
    };
    const returned: unknown = handler(event, { ...context, ...endings }, done);
    // A handler that returns no promise answers by its callback or its context.
    if (isThenable(returned)) Promise.resolve(returned).then(resolve, reject);
  });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
  return isObject && "then" in value && typeof value.then === "function";
}

function contextOf(name: string, request: Exchange, timeoutMs: number): Omit<Context, Ending> {
  const deadline = performance.now() + timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:local:${request.settings.accountId}:function:${name}`,
    memoryLimitInMB: "128",
    awsRequestId: request.id,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: request.id,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

/** A result as Lambda hands it on; one that it cannot is an error of the function's. */
function serialise(result: unknown): string {
  const text = stringify(result) ?? "null";
  if (Buffer.byteLength(text) <= MAX_PAYLOAD_BYTES) return text;
  const error = new Error("Response payload size exceeded maximum allowed payload size");
  error.name = "Function.ResponseSizeTooLarge";
  throw error;
}

function stringify(result: unknown): string | undefined {
  try {
    return JSON.stringify(result) as string | undefined;
  } catch (cause) {
    throw new Error("Unable to stringify response body", { cause });
  }
}

/** An error as Lambda's runtime for Node writes it. */
function failureOf(error: unknown) {
  try {
    if (!(error instanceof Error)) {
      return { errorType: typeof error, errorMessage: String(error), trace: [] };
    }
    const { name, message, stack = "" } = error;
    return { errorType: String(name), errorMessage: String(message), trace: stack.split("\n") };
  } catch {
    // A value that is no text, such as an object without a prototype.
    return { errorType: "handled", errorMessage: "the error cannot be read", trace: [] };
  }
}
