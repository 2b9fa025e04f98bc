import type { ServerResponse } from "node:http";
import type { buildConnector } from "undici";
import { GatewayError } from "../../../templates/runtime/gateway-error.js";
import type {
  UpstreamLimits,
  UpstreamRequest,
  UpstreamResponse,
} from "../../../templates/runtime/upstream.js";
import { UpstreamClient as Client } from "../../../templates/runtime/upstream-client.js";
import { developing } from "../developing.js";
import type { Trace } from "../trace.js";
import { traces, wholeBody } from "../trace.js";
import { UpstreamBody } from "./upstream-body.js";

/** Calls one server, or its mock, and shows what goes there and comes back. */
export class UpstreamClient extends Client {
  readonly #base: URL;

  constructor(base: URL, limits: UpstreamLimits, connect?: buildConnector.connector) {
    super(base, limits, connect);
    this.#base = base;
  }

  override async send(
    request: UpstreamRequest,
    client: ServerResponse,
    ended?: () => void,
  ): Promise<UpstreamResponse> {
    // Checks of health belong to no request.
    const trace = traces.getStore();
    const { mocks } = developing();
    trace?.show(this.#described(request, mocks !== undefined));
    if (mocks !== undefined) {
      const response = mocks.ofUpstream(request.method);
      ended?.();
      showAnswer(response, trace);
      return response;
    }
    try {
      const response = await super.send(request, client, ended);
      showAnswer(response, trace);
      return response;
    } catch (error) {
      const why =
        error instanceof GatewayError && error.cause instanceof Error ? error.cause : error;
      trace?.note(`${this.#base.host}: ${why instanceof Error ? why.message : "failed"}`);
      throw error;
    }
  }

  #described({ method, path, query, headers, body }: UpstreamRequest, isMocked: boolean) {
    const url = this.#base.origin + this.#base.pathname.replace(/\/$/, "") + path;
    const title = `${method} ${url}${query === "" ? "" : `?${query}`}`;
    return {
      title: isMocked ? `${title}, mocked` : title,
      headers,
      body: Buffer.isBuffer(body) ? wholeBody(body) : undefined,
    };
  }
}

function showAnswer({ status, headers, body }: UpstreamResponse, trace: Trace | undefined): void {
  trace?.note(`answered ${status}`);
  trace?.show({
    title: `${status}`,
    headers,
    body: () => (body instanceof UpstreamBody ? body.seen.shown : undefined),
  });
}
