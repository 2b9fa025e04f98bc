import type { Backend, Connection } from "../backend.js";
import type { Exchange } from "../exchange.js";
import { GatewayError } from "../gateway-error.js";
import type { UpstreamBody } from "../upstream-body.js";

/** A Lambda function that routes call, by name; where it runs comes from the settings or the hooks. */
export type LambdaFunction = Backend<FunctionTarget>;

/** Names a function for the routes and the settings. */
export function defineFunction(name: string): LambdaFunction {
  return { name };
}

/** A function that can be called, wherever it runs. */
export interface FunctionTarget extends Connection {
  /**
   * Calls it once; rejects where it could not be called, or did not answer in time.
   * @param payload JSON; what is none is refused as Lambda refuses it
   */
  invoke(payload: string, invocation: Invocation): Promise<FunctionAnswer>;
  /** Calls it once, to have its answer piece by piece; only functions at Amazon can do that. */
  stream?(payload: string, invocation: Invocation): Promise<FunctionStream>;
}

export interface Invocation {
  readonly request: Exchange;
  /** `Event` waits for no answer. */
  readonly type: "RequestResponse" | "Event";
  readonly timeoutMs: number;
}

export interface FunctionAnswer {
  /** What the function returned, as its runtime wrote it: JSON, as a rule. Empty for an `Event`. */
  readonly payload: string;
  /** Whether the function failed; the payload says how. */
  readonly failed: boolean;
  /** Headers of Lambda's own answer: names and values alternating. */
  readonly headers?: readonly string[];
}

/** An answer on its way: what stands in front of it says what the response is. */
export interface FunctionStream {
  /** Headers of Lambda's own answer: names and values alternating. */
  readonly headers?: readonly string[];
  /** JSON. */
  readonly head: string;
  readonly body: UpstreamBody;
}

/** Bytes that Lambda takes of a payload, and of an answer. */
export const MAX_PAYLOAD_BYTES = 6_291_456;

/** Calls a function for a request, and takes the time that it took to answer. */
export function callFunction(
  target: LambdaFunction,
  payload: string,
  invocation: Invocation,
): Promise<FunctionAnswer> {
  return timed(payload, invocation, () =>
    invocation.request.settings.backend(target).invoke(payload, invocation),
  );
}

/** The same for an answer piece by piece: the time until it began. */
export async function timed<Answer extends FunctionAnswer | FunctionStream>(
  payload: string,
  { request, type }: Invocation,
  call: () => Promise<Answer>,
): Promise<Answer> {
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) throw new GatewayError("payload-too-large");
  const started = performance.now();
  try {
    const answer = await call();
    const status = type === "Event" ? 202 : 200;
    request.integrationResponse = { status, headers: answer.headers };
    return answer;
  } finally {
    request.integrationLatency = performance.now() - started;
  }
}
