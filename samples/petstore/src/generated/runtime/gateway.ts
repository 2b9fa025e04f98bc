import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Connection } from "./backend.js";
import type { Deployment, Destination, Destinations, Tools } from "./deployment.js";
import { Exchange } from "./exchange.js";
import type { BodyFraming } from "./framing-guard.js";
import { guardFraming } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";
import type { GatewayResponse } from "./integration.js";
import { endAfterBody } from "./linger.js";
import { NO_ROUTE } from "./no-route.js";
import type { EndedRequest, RequestEnd } from "./observe.js";
import { answer } from "./pipeline.js";
import type { RequestIds } from "./request-id.js";
import { splitTarget } from "./request-target.js";
import type { Route } from "./route.js";
import { sendResponse } from "./send-response.js";
import { brokenOff, UpstreamBody } from "./upstream-body.js";

/** A gateway as a plain Node request handler: it listens by itself, or mounts under a framework. */
export class Gateway {
  /** While true, every answer ends its connection, so that clients go elsewhere. */
  draining = false;
  readonly routes: readonly Route[];
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Bytes of a request body that no route takes more of. */
  readonly maxBodyBytes: number;
  readonly #tools: Tools;
  readonly #deployments: readonly [Deployment, ...Deployment[]];
  readonly #destinations: Destinations;
  /** Connections that end with the answer under way: what follows on them is no request. */
  readonly #ending = new WeakSet<Socket>();

  /**
   * @param deployments what it may answer by; the first stands for a request that belongs to none
   * @param destinations finds the one of a request
   */
  constructor(
    tools: Tools,
    deployments: readonly [Deployment, ...Deployment[]],
    destinations: Destinations,
  ) {
    this.#tools = tools;
    this.#deployments = deployments;
    this.#destinations = destinations;
    this.logger = tools.logger;
    this.metrics = tools.metrics;
    this.routes = deployments[0].routes;
    const limits = deployments.flatMap(({ routes, settings }) =>
      routes.map((route) => route.limits?.bodyBytes ?? settings.bodyBytes),
    );
    this.maxBodyBytes = limits.reduce((a, b) => Math.max(a, b), 0);
  }

  /** Answers one request. Never throws, never rejects. */
  readonly handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (!this.#ending.has(incoming.socket)) void this.#handle(incoming, outgoing);
  };

  /** Rejects when calls to what it needs could not succeed; to be settled before it gets requests. */
  async open(): Promise<void> {
    await Promise.all(this.#connections.map((each) => each.open?.()));
  }

  /** Closes the connections to what it calls. */
  async close(): Promise<void> {
    await Promise.all(this.#connections.map((each) => each.close?.()));
  }

  get #connections(): readonly Connection[] {
    const { store } = this.#tools;
    const called = this.#deployments.flatMap(({ connections }) => connections);
    return store === undefined ? called : [store, ...called];
  }

  async #handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const started = performance.now();
    let [deployment] = this.#deployments;
    // Kept, since undici takes it out of a request whose body it gives up.
    const { socket } = incoming;
    const ids = deployment.settings.family.requestIds(incoming);
    let request: Exchange | undefined;
    let response: GatewayResponse | undefined;
    let failure: GatewayError | undefined;
    outgoing.on("close", () => {
      const cut = response && cutShortBy(response);
      const { settings, observers } = deployment;
      const end = { ids, settings, exchange: request, outgoing, response };
      const told = { ...end, failure: failure ?? cut };
      const ended = endedRequest(started, told, cut !== undefined);
      for (const observer of observers) observer(ended, told);
      // The upstream answered before it had the body, the rest of which nobody reads.
      if (incoming.destroyed && !incoming.complete) socket.destroySoon();
    });
    // Node forgets the address of a connection that is gone, unless it was asked for before.
    void socket.remoteAddress;
    if (outgoing.socket === null) closeWith(socket, outgoing);
    try {
      const framing = guardFraming(incoming, deployment.settings.headLimits);
      const { path, query } = splitTarget(incoming.url ?? "");
      const destination = this.#destinations(incoming, path);
      ({ deployment } = destination);
      request = receive(ids, incoming, outgoing, framing, destination, query);
      const { stages, match } = deployment;
      const preflight = stages.cors?.preflight(incoming);
      if (preflight === undefined) {
        const received = request;
        received.matched(
          match(received.method, received.target.path, () => received.queryParameters),
        );
        response = await answer(received, stages);
        if (stages.cors !== undefined) response = stages.cors.mark(response, incoming);
      } else {
        response = preflight;
      }
    } catch (error) {
      failure =
        error instanceof GatewayError
          ? error
          : new GatewayError("internal-error", { cause: error });
      response = fail(failure, request, deployment);
      const { cors } = deployment.stages;
      if (cors !== undefined) response = cors.mark(response, incoming);
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
      await sendResponse(outgoing, response, ids, deployment.settings);
    } catch (error) {
      // Node refuses a status or a header; nothing that could be said instead is surer to pass.
      failure = new GatewayError("internal-error", { cause: error });
      outgoing.destroy();
    }
  }
}

/** What is told of a request; its answer may have been cut short. */
function endedRequest(started: number, end: RequestEnd, isCut: boolean): EndedRequest {
  const { ids, settings, exchange: request, outgoing, failure } = end;
  const { kind: errorType, cause } = failure ?? {};
  return {
    id: ids.requestId,
    route:
      request === undefined || request.route === NO_ROUTE ? undefined : request.route.operationId,
    method: outgoing.req.method ?? "",
    canary: settings.isCanary,
    // 499 is what proxies write down when the client went away before there was an answer.
    status: outgoing.headersSent ? outgoing.statusCode : 499,
    aborted: !outgoing.writableFinished && !isCut,
    latency: performance.now() - started,
    integrationLatency: request?.integrationLatency,
    errorType,
    cause,
  };
}

/** What is malformed is thrown. */
function receive(
  ids: RequestIds,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  framing: BodyFraming,
  destination: Destination,
  query: string,
): Exchange {
  const { family } = destination.deployment.settings;
  const path = family.readPath(destination.path);
  family.checkQuery?.(query);
  return new Exchange(ids, incoming, outgoing, framing, { path, query }, destination);
}

/** The document's answer to an error, or the family's. */
function fail(
  failure: GatewayError,
  request: Exchange | undefined,
  { gatewayResponses, settings }: Deployment,
): GatewayResponse {
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
