import { GatewayError } from "../gateway-error.js";
import type { Integration } from "../integration.js";
import { withTrace } from "../with-trace.js";
import {
  functionHeaders,
  isJsonObject,
  malformed,
  readHeaders,
  readList,
  readMultiValueHeaders,
  readStatus,
} from "./function-response.js";
import type { FunctionStream } from "./lambda-function.js";
import { timed } from "./lambda-function.js";
import type { LambdaProxyOptions, ProxyCall } from "./lambda-proxy.js";
import { proxyCall, proxyPayload } from "./lambda-proxy.js";
import { mergeHeaders } from "./proxy-response.js";

/** Tells a function all of a request, and the client what the function says as it says it. */
export function lambdaStream(options: LambdaProxyOptions): Integration<ProxyCall, FunctionStream> {
  const { function: target, timeoutMs } = options;
  return {
    streams: true,
    readsBody: () => true,
    mapRequest: proxyCall,
    async call(mapped, request) {
      const backend = request.settings.backend(target);
      const payload = proxyPayload(mapped, request);
      const invocation = { request, type: "RequestResponse", timeoutMs } as const;
      return timed(payload, invocation, () => {
        if (backend.stream === undefined) throw new GatewayError("configuration-error");
        return backend.stream(payload, invocation);
      });
    },
    chooseResponse: () => undefined,
    mapResponse({ head, body }, _rule, request) {
      const { status, headers } = readHead(head, () => body.cancel());
      request.functionStatus = status;
      return withTrace({ status, headers: functionHeaders(headers, request), body }, request);
    },
  };
}

const MEMBERS = new Set(["statusCode", "headers", "multiValueHeaders", "cookies"]);

/** What stands in front of an answer; one that does not say what the response is fails as Amazon's. */
function readHead(text: string, cancel: () => void) {
  try {
    const head: unknown = JSON.parse(text);
    if (!isJsonObject(head)) return malformed("NO_OBJECT");
    if (!Object.keys(head).every((name) => MEMBERS.has(name))) return malformed("MEMBER");
    const single = readHeaders(head["headers"]);
    const headers = mergeHeaders(single, readMultiValueHeaders(head["multiValueHeaders"]), "last");
    const cookies = readList(head["cookies"] ?? [], "COOKIES");
    return {
      status: readStatus(head["statusCode"] ?? 200),
      headers: [...headers, ...cookies.flatMap((cookie) => ["Set-Cookie", cookie])],
    };
  } catch (cause) {
    cancel();
    throw new GatewayError("configuration-error", { cause });
  }
}
