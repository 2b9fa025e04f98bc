import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Connection } from "./backend.js";
import type { ExchangeSettings } from "./exchange.js";
import { Exchange } from "./exchange.js";
import type { CustomFailure, Router } from "./family.js";
import { guardFraming } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";
import type { GatewayResponse } from "./integration.js";
import { endAfterBody } from "./linger.js";
import { NO_ROUTE } from "./no-route.js";
import type { Observer } from "./observe.js";
import type { Stages } from "./pipeline.js";
import { answer } from "./pipeline.js";
import type { RequestIds } from "./request-id.js";
import { splitTarget } from "./request-target.js";
import type { Route } from "./route.js";
import { sendResponse } from "./send-response.js";
import { belowStage } from "./stage-path.js";
import { brokenOff, UpstreamBody } from "./upstream-body.js";

/** What a gateway is made of. */
export interface GatewayParts {
  readonly settings: ExchangeSettings;
  readonly routes: readonly Route[];
  readonly stages: Stages;
  /** What the document says of errors. */
  readonly gatewayResponses?: CustomFailure | undefined;
  readonly observers: readonly Observer[];
  /** What it opens before it listens, and closes at its end. */
  readonly connections: readonly Connection[];
  readonly logger: Logger;
  readonly metrics: Registry;
}

/** A gateway as a plain Node request handler: it listens by itself, or mounts under a framework. */
export class Gateway {
  /** While true, every answer ends its connection, so that clients go elsewhere. */
  draining = false;
  readonly routes: readonly Route[];
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Bytes of a request body that no route takes more of. */
  readonly maxBodyBytes: number;
  readonly #parts: GatewayParts;
  readonly #match: Router;
  /** Connections that end with the answer under way: what follows on them is no request. */
  readonly #ending = new WeakSet<Socket>();

  constructor(parts: GatewayParts) {
    this.routes = parts.routes;
    this.logger = parts.logger;
    this.metrics = parts.metrics;
    this.#parts = parts;
    const { bodyBytes } = parts.settings;
    const limits = parts.routes.map((route) => route.limits?.bodyBytes ?? bodyBytes);
    this.maxBodyBytes = limits.reduce((a, b) => Math.max(a, b), 0);
    this.#match = parts.settings.family.router(parts.routes);
  }

  /** Answers one request. Never throws, never rejects. */
  readonly handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (!this.#ending.has(incoming.socket)) void this.#handle(incoming, outgoing);
  };

  /** Rejects when calls to what it needs could not succeed; to be settled before it gets requests. */
  async open(): Promise<void> {
    await Promise.all(this.#parts.connections.map((each) => each.open?.()));
  }

  /** Closes the connections to what it calls. */
  async close(): Promise<void> {
    await Promise.all(this.#parts.connections.map((each) => each.close?.()));
  }

  async #handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const started = performance.now();
    const { settings, stages } = this.#parts;
    // Kept, since undici takes it out of a request whose body it gives up.
    const { socket } = incoming;
    const ids = settings.family.requestIds(incoming);
    let request: Exchange | undefined;
    let response: GatewayResponse | undefined;
    let failure: GatewayError | undefined;
    outgoing.on("close", () => {
      const cut = response && cutShortBy(response);
      this.#observe(ids.requestId, started, outgoing, request, failure, cut);
      // The upstream answered before it had the body, the rest of which nobody reads.
      if (incoming.destroyed && !incoming.complete) socket.destroySoon();
    });
    if (outgoing.socket === null) closeWith(socket, outgoing);
    try {
      request = this.#receive(ids, incoming, outgoing);
      const preflight = stages.cors?.preflight(incoming);
      if (preflight === undefined) {
        const received = request;
        const query = () => received.queryParameters;
        request.matched(this.#match(received.method, received.target.path, query));
        response = await answer(request, stages);
        if (stages.cors !== undefined) response = stages.cors.mark(response, incoming);
      } else {
        response = preflight;
      }
    } catch (error) {
      failure =
        error instanceof GatewayError
          ? error
          : new GatewayError("internal-error", { cause: error });
      response = this.#fail(failure, request);
      if (stages.cors !== undefined) response = stages.cors.mark(response, incoming);
      if (mustEnd(failure, incoming)) {
        outgoing.shouldKeepAlive = false;
        this.#ending.add(socket);
        endAfterBody(incoming, socket);
      }
      incoming.resume();
    }
    if (this.draining) outgoing.shouldKeepAlive = false;
    if (outgoing.destroyed) return;
    try {
      await sendResponse(outgoing, response, ids, settings);
    } catch (error) {
      // Node refuses a status or a header; nothing that could be said instead is surer to pass.
      failure = new GatewayError("internal-error", { cause: error });
      outgoing.destroy();
    }
  }

  /** What is malformed is thrown. */
  #receive(ids: RequestIds, incoming: IncomingMessage, outgoing: ServerResponse): Exchange {
    const { settings } = this.#parts;
    const framing = guardFraming(incoming, settings.headLimits);
    const { path: sent, query } = splitTarget(incoming.url ?? "");
    const path = settings.family.readPath(belowStage(sent, settings));
    settings.family.checkQuery?.(query);
    return new Exchange(ids, incoming, outgoing, framing, { path, query }, settings);
  }

  /** The document's answer to an error, or the family's. */
  #fail(failure: GatewayError, request: Exchange | undefined): GatewayResponse {
    const { gatewayResponses, settings } = this.#parts;
    const usual = settings.family.failure(failure);
    // What is malformed cannot be asked for what a document wants of a request.
    if (request === undefined || gatewayResponses === undefined) return usual;
    try {
      return gatewayResponses(failure, request) ?? usual;
    } catch {
      // A hook's principal with values that are no text.
      return usual;
    }
  }

  #observe(
    id: string,
    started: number,
    outgoing: ServerResponse,
    request: Exchange | undefined,
    failure: GatewayError | undefined,
    cut: GatewayError | undefined,
  ): void {
    const { kind: errorType, cause } = failure ?? cut ?? {};
    const ended = {
      id,
      route:
        request === undefined || request.route === NO_ROUTE ? undefined : request.route.operationId,
      method: outgoing.req.method ?? "",
      // 499 is what proxies write down when the client went away before there was an answer.
      status: outgoing.headersSent ? outgoing.statusCode : 499,
      aborted: !outgoing.writableFinished && cut === undefined,
      latency: performance.now() - started,
      integrationLatency: request?.integrationLatency,
      errorType,
      cause,
    };
    for (const observer of this.#parts.observers) observer(ended);
  }
}

/** Why the upstream did not send the rest of a response's body, of which the client has a part. */
function cutShortBy({ body }: GatewayResponse): GatewayError | undefined {
  const failure = body instanceof UpstreamBody ? body.failure : undefined;
  return failure && brokenOff(failure);
}

/** An answer that waits for its turn behind others is not told by Node that its connection closed. */
function closeWith(socket: Socket, outgoing: ServerResponse): void {
  const close = () => outgoing.destroy().emit("close");
  // As many as a client sends at once.
  socket.setMaxListeners(0).once("close", close);
  outgoing.once("socket", () => socket.off("close", close));
}

/** What is malformed, or a body that was not read, must not be taken for the next request. */
function mustEnd(failure: GatewayError, incoming: IncomingMessage): boolean {
  if (failure.kind === "bad-request" || failure.kind === "headers-too-large") return true;
  const { headers } = incoming;
  const announced =
    headers["transfer-encoding"] !== undefined || Number(headers["content-length"]) > 0;
  return announced && !incoming.complete;
}
