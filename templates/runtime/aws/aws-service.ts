import { isUtf8 } from "node:buffer";
import type { CustomOptions } from "../custom-integration.js";
import { customIntegration } from "../custom-integration.js";
import { GatewayError } from "../gateway-error.js";
import type { Integration } from "../integration.js";
import { sentToService } from "../mapped-headers.js";
import { parseQuery } from "../query.js";
import type { UpstreamResponse } from "../upstream.js";
import type { AwsCall } from "./aws-client.js";
import type { AwsTargetOptions } from "./call-aws.js";
import { awsTarget, callAws } from "./call-aws.js";

/** What the document says of an integration with a service of Amazon's. */
export interface AwsServiceOptions extends AwsTargetOptions, CustomOptions {}

/**
 * Calls a service of Amazon's with what the document maps, signed by the gateway, and answers only what
 * its response rules map.
 */
export function awsService(options: AwsServiceOptions): Integration<AwsCall, UpstreamResponse> {
  return customIntegration(options, {
    // It is signed.
    wholeBody: true,
    toCall({ method, path, query, headers, body, timeoutMs }, request) {
      const byName = Object.fromEntries(
        headers
          .filter(([, value]) => isSignable(value))
          .map(([name, value]) => [name.toLowerCase(), value]),
      );
      // A template may set what must not be mapped.
      if (Object.keys(byName).some((name) => sentToService(name) === "fails")) {
        throw new GatewayError("configuration-error");
      }
      return {
        ...awsTarget(options, request),
        method,
        path,
        query: pairsOf(query),
        headers: byName,
        body: Buffer.isBuffer(body) ? body : undefined,
        timeoutMs,
      };
    },
    send: callAws,
  });
}

/** Whether the bytes that a value stands for are UTF-8: signatures cover no others. */
function isSignable(value: string): boolean {
  return isUtf8(Buffer.from(value, "latin1"));
}

function pairsOf(query: string): (readonly [string, string])[] {
  return [...parseQuery(query)].flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  );
}
