import type { Exchange } from "../exchange.js";
import type { Integration } from "../integration.js";
import { guardPath } from "../mapping.js";
import type { UpstreamResponse } from "../upstream.js";
import type { ResponseMappings } from "../proxied-response.js";
import { proxiedResponse } from "../proxied-response.js";
import type { AwsCall } from "./aws-client.js";
import type { AwsTargetOptions } from "./call-aws.js";
import { awsTarget, callAws } from "./call-aws.js";

/** What is asked of a service. */
export interface ActionRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** What the document says of an action of a service that an HTTP API's integration names. */
export interface AwsActionOptions extends AwsTargetOptions {
  readonly call: (request: Exchange) => ActionRequest;
  /** Whether a parameter looks into the body. */
  readonly mapsBody?: true;
  readonly timeoutMs: number;
  /** What changes of a response, by the service's status. */
  readonly responses?: ResponseMappings;
}

/** Asks a service of Amazon's for an action with the parameters that the document maps; its answer passes. */
export function awsAction(options: AwsActionOptions): Integration<AwsCall, UpstreamResponse> {
  const { mapsBody = false, timeoutMs, responses = {} } = options;
  return {
    readsBody: () => mapsBody,
    mapRequest(request) {
      const { method, path, query = {}, headers = {}, body } = options.call(request);
      return {
        ...awsTarget(options, request),
        method,
        path: guardPath(path),
        query: Object.entries(query).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value] as const],
        ),
        headers,
        body,
        timeoutMs,
      };
    },
    call: callAws,
    chooseResponse: () => undefined,
    mapResponse: (response, _rule, request) => proxiedResponse(response, responses, request),
  };
}

/** Calls an action by the JSON protocol; a parameter without a value is left out. */
export function jsonCall(
  version: "1.0" | "1.1",
  target: string,
  parameters: Readonly<Record<string, unknown>>,
): ActionRequest {
  return {
    method: "POST",
    path: "/",
    headers: { "content-type": `application/x-amz-json-${version}`, "x-amz-target": target },
    body: Buffer.from(JSON.stringify(parameters)),
  };
}
