import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import type { GatewayResponse } from "./integration.js";
import { logHandlerFailure } from "./log-handler-failure.js";
import { UpstreamBody } from "./upstream-body.js";

/**
 * What a handler answers, if somebody still waits for it; else it is told so, and what it answers
 * later goes nowhere.
 */
export function runHandler(
  answered: () => Promise<GatewayResponse>,
  timeoutMs: number,
  aborting: AbortController,
  request: Exchange,
): Promise<GatewayResponse> {
  const { outgoing } = request;
  return new Promise((resolve, reject) => {
    let waits = true;
    const settle = (act: () => void) => {
      if (waits) act();
      waits = false;
      clearTimeout(timer);
    };
    const giveUp = (failure: GatewayError, reason?: DOMException) => {
      settle(() => reject(failure));
      aborting.abort(reason);
    };
    const timer = setTimeout(() => {
      const reason = new DOMException("the handler took too long", "TimeoutError");
      giveUp(new GatewayError("integration-timeout"), reason);
    }, timeoutMs);
    // Nobody gets the answer; the access log tells that the client went away.
    const gone = () => giveUp(new GatewayError("internal-error"));
    if (outgoing.destroyed) return gone();
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) gone();
    });
    answered().then(
      (response) => {
        if (!waits && response.body instanceof UpstreamBody) response.body.cancel();
        settle(() => resolve(response));
      },
      (cause: unknown) => settle(() => reject(failureOf(cause, request))),
    );
  });
}

function failureOf(thrown: unknown, request: Exchange): GatewayError {
  const failure =
    thrown instanceof GatewayError ? thrown : new GatewayError("internal-error", { cause: thrown });
  if (failure !== thrown || failure.cause !== undefined) {
    logHandlerFailure(failure.cause, request, "a handler failed");
  }
  return failure;
}
