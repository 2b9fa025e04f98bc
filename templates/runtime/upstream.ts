import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { Pool } from "undici";
import { GatewayError } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import { UpstreamBody } from "./upstream-body.js";

/** A server that routes call, by name; where it is comes from the settings. */
export interface Upstream {
  readonly name: string;
}

/** Names an upstream for the routes and the settings. */
export function defineUpstream(name: string): Upstream {
  return { name };
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
}

/** Calls one upstream over a pool of keep-alive HTTP/1.1 connections. */
export class UpstreamClient {
  readonly #pool: Pool;
  readonly #prefix: string;

  constructor(base: URL, limits: UpstreamLimits) {
    this.#prefix = base.pathname.replace(/\/$/, "");
    this.#pool = new Pool(base.origin, {
      connections: limits.connections,
      pipelining: 1,
      allowH2: false,
      connectTimeout: limits.connectTimeoutMs,
      headersTimeout: 0,
      bodyTimeout: limits.bodyTimeoutMs,
      maxHeaderSize: limits.maxHeaderBytes,
    });
  }

  /**
   * Sends a request; settles when the response's head has come, or fails with what went wrong. When
   * `client` goes away, so does the call.
   * @param timesBody whether the body must be there in time as well
   */
  send(
    request: UpstreamRequest,
    client: ServerResponse,
    timesBody = false,
  ): Promise<UpstreamResponse> {
    const { path, query } = request;
    return new Promise((resolve, reject) => {
      const handler = new ResponseHandler(resolve, reject, request, timesBody);
      if (client.destroyed) return handler.cancel();
      client.on("close", () => handler.cancel());
      this.#pool.dispatch(
        {
          method: request.method as Dispatcher.HttpMethod,
          path: query === "" ? this.#prefix + path : `${this.#prefix}${path}?${query}`,
          headers: request.headers,
          body: request.body ?? null,
        },
        handler,
      );
    });
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

/** One response, by undici's controller interface (the one that undici 8 keeps). */
class ResponseHandler implements Dispatcher.DispatchHandler {
  readonly #resolve: (response: UpstreamResponse) => void;
  readonly #reject: (failure: Error) => void;
  readonly #isHead: boolean;
  readonly #timesBody: boolean;
  #timer: NodeJS.Timeout | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #body: UpstreamBody | undefined;
  #ended = false;

  constructor(
    resolve: (response: UpstreamResponse) => void,
    reject: (failure: Error) => void,
    { method, timeoutMs }: UpstreamRequest,
    timesBody: boolean,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#isHead = method === "HEAD";
    this.#timesBody = timesBody;
    // Node's timer, since undici's own may come half a second late.
    this.#timer = setTimeout(() => this.#expire(), timeoutMs);
  }

  /** Frees the connection; does nothing once the response has ended. */
  cancel(): void {
    if (this.#ended) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Nobody gets the answer; the access log tells that the client went away.
    const gone = new GatewayError("internal-error");
    this.#reject(gone);
    this.#controller?.abort(gone);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#timer === undefined) controller.abort(new GatewayError("integration-timeout"));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) return;
    if (!this.#timesBody) clearTimeout(this.#timer);
    const headers = textOf(controller.rawHeaders);
    const [length] = headerValues(headers, "content-length");
    // These never have a body; undici would miss the one that `Content-Length` speaks of.
    const isBodiless = status === 204 || status === 304;
    const isKnown = length !== undefined && !isBodiless && !this.#isHead;
    this.#body = new UpstreamBody(controller, isKnown ? Number(length) : undefined);
    if (isBodiless) this.onResponseEnd();
    this.#resolve({ status, headers, body: this.#body });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body?.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    this.#ended = true;
    this.#body?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    if (this.#body !== undefined) this.#body.fail(error);
    else this.#reject(upstreamFailure(error));
  }

  #expire(): void {
    const held = this.#body?.takeHeldMs() ?? 0;
    if (held > 0) {
      this.#timer = setTimeout(() => this.#expire(), held);
      return;
    }
    this.#timer = undefined;
    const timeout = new GatewayError("integration-timeout");
    this.#reject(timeout);
    this.#controller?.abort(timeout);
  }
}

/** Errors by which no connection came about, as Node and undici name them. */
const NOT_CONNECTED = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function upstreamFailure(error: Error): GatewayError {
  if (error instanceof GatewayError) return error;
  const connected = !("code" in error && NOT_CONNECTED.has(String(error.code)));
  return new GatewayError(connected ? "network-error" : "integration-failure", { cause: error });
}

function textOf(raw: Dispatcher.DispatchController["rawHeaders"]): string[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((part) => (typeof part === "string" ? part : part.toString("latin1")));
}
