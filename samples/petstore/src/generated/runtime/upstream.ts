import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { buildConnector } from "undici";
import type { UpstreamBody } from "./upstream-body.js";
import { UpstreamClient } from "./upstream-client.js";

/** A server that routes call, by name; where it is comes from the settings. */
export interface Upstream {
  readonly name: string;
  /** Opens what calls it. */
  open(opening: Opening): UpstreamCaller;
}

/** What a gateway knows of an upstream when it starts. */
export interface Opening {
  /** Where it is. */
  readonly bases: readonly [URL, ...URL[]];
  readonly files: UpstreamFiles;
  readonly logger: Logger;
  readonly metrics: Registry;
}

/** PEM files by which an upstream and its gateway know each other. */
export interface UpstreamFiles {
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

/** Sends requests to an upstream. */
export interface UpstreamCaller {
  /**
   * Settles when the response's head has come, or fails with what went wrong. When `client` goes
   * away, so does the call.
   */
  send(request: UpstreamRequest, client: ServerResponse): Promise<UpstreamResponse>;
  close(): Promise<void>;
}

/** In what an upstream differs from others. */
export interface UpstreamOptions {
  readonly pool?: Partial<UpstreamLimits>;
  readonly tls?: UpstreamTls;
}

/** Makes what opens connections. */
export type UpstreamTls = (
  files: UpstreamFiles,
  connectTimeoutMs: number,
) => buildConnector.connector;

/** Names an upstream for the routes and the settings. */
export function defineUpstream(name: string, options: UpstreamOptions = {}): Upstream {
  return { name, open: ({ bases, files }) => openClient(bases[0], files, options) };
}

/** Opens connections to one server. */
export function openClient(base: URL, files: UpstreamFiles, options: UpstreamOptions) {
  const limits = { ...UPSTREAM_LIMITS, ...options.pool };
  return new UpstreamClient(base, limits, options.tls?.(files, limits.connectTimeoutMs));
}

/** A request as it goes upstream. Path and query are built by the pipeline, never copied. */
export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Names and values alternating. */
  readonly headers: string[];
  readonly body: Buffer | Readable | undefined;
  /** Milliseconds until the response's head must be there. */
  readonly timeoutMs: number;
  /** Whether the body must be there in that time as well. */
  readonly timesBody?: boolean;
}

export interface UpstreamResponse {
  readonly status: number;
  /** Names and values alternating, as they were received. */
  readonly headers: readonly string[];
  readonly body: UpstreamBody;
}

/** How much of a gateway's time and memory an upstream may take. */
export interface UpstreamLimits {
  readonly connections: number;
  readonly connectTimeoutMs: number;
  /** Silence within a body. */
  readonly bodyTimeoutMs: number;
  readonly maxHeaderBytes: number;
  /** For which an idle connection is kept, unless the upstream says how long it keeps it. */
  readonly keepAliveMs?: number;
  /** A longer body is cut, and its connection closed. */
  readonly maxResponseBytes?: number;
}

const UPSTREAM_LIMITS: UpstreamLimits = {
  connections: 128,
  connectTimeoutMs: 2000,
  bodyTimeoutMs: 10_000,
  maxHeaderBytes: 32_768,
};
