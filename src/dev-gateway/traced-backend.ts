import type { GatewayPlan } from "../../templates/runtime/deployment.js";
import type { AwsCall } from "../../templates/runtime/aws/aws-client.js";
import { GatewayError } from "../../templates/runtime/gateway-error.js";
import type {
  FunctionAnswer,
  FunctionTarget,
  Invocation,
} from "../../templates/runtime/lambda/lambda-function.js";
import type { UpstreamResponse } from "../../templates/runtime/upstream.js";
import { developing } from "./developing.js";
import type { Mocks } from "./mocks.js";
import { traces, wholeBody } from "./trace.js";

type PlannedBackend = NonNullable<GatewayPlan["backends"]>[number];

/** A backend that shows what it is asked and what it answers, or is mocked. */
export function tracedBackend([backend, target]: PlannedBackend): PlannedBackend {
  const { mocks } = developing();
  if (isFunction(target)) return [backend, tracedFunction(backend.name, target, mocks)];
  if (mocks === undefined) return [backend, target];
  // Only what a function's name stands for may be unknown.
  if (target === undefined) return [backend, tracedFunction(backend.name, UNKNOWN, mocks)];
  return [backend, mockService(mocks)];
}

/** A function at Amazon that no setting names. */
const UNKNOWN: FunctionTarget = {
  async open() {},
  invoke: unknown,
  stream: unknown,
};

async function unknown(): Promise<never> {
  throw new GatewayError("configuration-error");
}

function isFunction(target: object | undefined): target is FunctionTarget {
  return target !== undefined && "invoke" in target;
}

function tracedFunction(
  name: string,
  target: FunctionTarget,
  mocks: Mocks | undefined,
): FunctionTarget {
  const isMocked = mocks !== undefined && !isInProcess(target);
  const invoke = isMocked
    ? async (payload: string): Promise<FunctionAnswer> => mocks.ofFunction(payload)
    : (payload: string, invocation: Invocation) => target.invoke(payload, invocation);
  const { stream } = target;
  return {
    ...target,
    ...(isMocked && { open: async () => {}, close: async () => {} }),
    async invoke(payload, invocation) {
      const trace = traces.getStore();
      trace?.show({
        title: `function ${name}, ${invocation.type}${isMocked ? ", mocked" : ""}`,
        body: wholeBody(payload),
      });
      const answer = await invoke(payload, invocation);
      const title = answer.failed ? "the function failed" : "the function answered";
      trace?.show({ title, body: wholeBody(answer.payload) });
      return answer;
    },
    ...(stream !== undefined && {
      async stream(payload, invocation) {
        const trace = traces.getStore();
        const title = `function ${name}, streamed${isMocked ? ", mocked" : ""}`;
        trace?.show({ title, body: wholeBody(payload) });
        return isMocked ? mocks.streamOfFunction() : stream.call(target, payload, invocation);
      },
    }),
  };
}

/** Functions at Amazon open connections; those of the gateway's own have nothing to open. */
function isInProcess(target: FunctionTarget): boolean {
  return target.open === undefined && target.close === undefined;
}

/** Amazon's services, none of which is called. */
function mockService(mocks: Mocks) {
  return {
    async send(call: AwsCall): Promise<UpstreamResponse> {
      const trace = traces.getStore();
      trace?.show({
        title: `${call.method} ${call.service} ${call.path}, mocked`,
        headers: Object.entries(call.headers).flat(),
        body: wholeBody(call.body),
      });
      return mocks.ofUpstream(call.method);
    },
  };
}
