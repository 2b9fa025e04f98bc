import type { ServerResponse } from "node:http";
import type { buildConnector, Client, Dispatcher } from "undici";
import { Pool } from "undici";
import { GatewayError } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import type {
  UpstreamCaller,
  UpstreamLimits,
  UpstreamRequest,
  UpstreamResponse,
} from "./upstream.js";
import type { BodySource } from "./upstream-body.js";
import { UpstreamBody } from "./upstream-body.js";
import type { Dispatched, OnConnection } from "./upstream-connection.js";
import { READ_ON_DEMAND, UpstreamConnection } from "./upstream-connection.js";

/** Calls one server over a pool of keep-alive HTTP/1.1 connections. */
export class UpstreamClient implements UpstreamCaller {
  /** How connections are made, if otherwise than usual. */
  readonly connect: buildConnector.connector | undefined;
  readonly #pool: Pool;
  readonly #prefix: string;
  readonly #maxBytes: number;

  constructor(base: URL, limits: UpstreamLimits, connect?: buildConnector.connector) {
    this.connect = connect;
    this.#prefix = base.pathname.replace(/\/$/, "");
    this.#maxBytes = limits.maxResponseBytes ?? Infinity;
    this.#pool = new Pool(base.origin, {
      connections: limits.connections,
      pipelining: 1,
      factory: (origin, options: Client.Options) => new UpstreamConnection(origin, options),
      allowH2: false,
      connectTimeout: limits.connectTimeoutMs,
      headersTimeout: 0,
      bodyTimeout: limits.bodyTimeoutMs,
      maxHeaderSize: limits.maxHeaderBytes,
      ...(limits.keepAliveMs !== undefined && { keepAliveTimeout: limits.keepAliveMs }),
      ...(limits.maxResponseBytes !== undefined && { maxResponseSize: limits.maxResponseBytes }),
      connect: connect ?? READ_ON_DEMAND,
    });
  }

  /** @param ended is told once when nothing more will come of the call */
  send(
    request: UpstreamRequest,
    client: ServerResponse,
    ended?: () => void,
  ): Promise<UpstreamResponse> {
    const { path, query } = request;
    return new Promise((resolve, reject) => {
      const handler = new ResponseHandler(resolve, reject, request, this.#maxBytes, ended);
      if (client.destroyed) {
        handler.cancel();
        return ended?.();
      }
      client.on("close", () => handler.cancel());
      const options: Dispatched = {
        call: handler,
        method: request.method as Dispatcher.HttpMethod,
        path: query === "" ? this.#prefix + path : `${this.#prefix}${path}?${query}`,
        headers: request.headers,
        body: request.body ?? null,
      };
      this.#pool.dispatch(options, handler);
    });
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

/** Interim responses that an upstream may send before the one that counts. */
const MAX_INTERIM = 16;

/** One response, by undici's controller interface (the one that undici 8 keeps). */
class ResponseHandler implements Dispatcher.DispatchHandler, OnConnection, BodySource {
  connection: UpstreamConnection | undefined;
  readonly #resolve: (response: UpstreamResponse) => void;
  readonly #reject: (failure: Error) => void;
  readonly #isHead: boolean;
  readonly #timesBody: boolean;
  readonly #maxBytes: number;
  readonly #onEnded: (() => void) | undefined;
  #interim = 0;
  #timer: NodeJS.Timeout | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #body: UpstreamBody | undefined;
  #ended = false;

  constructor(
    resolve: (response: UpstreamResponse) => void,
    reject: (failure: Error) => void,
    { method, timeoutMs, timesBody = false }: UpstreamRequest,
    maxBytes: number,
    onEnded: (() => void) | undefined,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#isHead = method === "HEAD";
    this.#timesBody = timesBody;
    this.#maxBytes = maxBytes;
    this.#onEnded = onEnded;
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
    this.cut(gone);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#timer === undefined) controller.abort(new GatewayError("integration-timeout"));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) {
      this.#interim += 1;
      if (this.#interim > MAX_INTERIM) this.cut(new GatewayError("network-error"));
      return;
    }
    if (!this.#timesBody) clearTimeout(this.#timer);
    const headers = textOf(controller.rawHeaders);
    const [length] = headerValues(headers, "content-length");
    // These never have a body; undici would miss the one that `Content-Length` speaks of.
    const isBodiless = status === 204 || status === 304;
    const isKnown = length !== undefined && !isBodiless && !this.#isHead;
    if (isKnown && Number(length) > this.#maxBytes) {
      const cause = new Error(`a body of ${length} bytes`);
      return this.cut(new GatewayError("network-error", { cause }));
    }
    this.#body = new UpstreamBody(this, isKnown ? Number(length) : undefined);
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
    this.#onEnded?.();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    this.#onEnded?.();
    if (this.#body !== undefined) this.#body.fail(error);
    else this.#reject(upstreamFailure(error));
  }

  pause(): void {
    this.#controller?.pause();
    this.connection?.pause();
  }

  resume(): void {
    this.#controller?.resume();
  }

  /** Not before the request is under way: what waits is given up when its turn comes. */
  cut(reason: Error): void {
    if (this.#controller !== undefined) this.connection?.cut(reason);
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
    this.cut(timeout);
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
