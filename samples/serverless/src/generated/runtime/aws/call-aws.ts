import type { Exchange } from "../exchange.js";
import type { UpstreamResponse } from "../upstream.js";
import type { AwsCall } from "./aws-client.js";
import { AWS } from "./aws-client.js";
import type { AwsTarget } from "./aws-host.js";

/** A value that the document says, or leaves to the settings. */
export type Configured = string | ((request: Exchange) => string);

/** What the document says of the service that an integration calls. */
export interface AwsTargetOptions {
  /** The service as its endpoint has it: `sqs`, `events`. */
  readonly service: string;
  /** What stands in front of the service in the host: `sync-`, or a bucket with its dot. */
  readonly hostPrefix?: Configured;
  /** Absent, the gateway's own. */
  readonly region?: Configured;
  /** The role that the document names; it is taken on only where the settings say so. */
  readonly role?: Configured;
}

/** The service that a request is for. */
export function awsTarget(options: AwsTargetOptions, request: Exchange): AwsTarget {
  const said = (value: Configured | undefined) =>
    typeof value === "function" ? value(request) : value;
  return {
    service: options.service,
    hostPrefix: said(options.hostPrefix),
    region: said(options.region),
    role: said(options.role),
  };
}

/** Calls a service, and takes the time that it took to answer. */
export async function callAws(call: AwsCall, request: Exchange): Promise<UpstreamResponse> {
  const started = performance.now();
  try {
    const response = await request.settings.backend(AWS).send(call, request.outgoing);
    request.integrationResponse = response;
    return response;
  } finally {
    request.integrationLatency = performance.now() - started;
  }
}
