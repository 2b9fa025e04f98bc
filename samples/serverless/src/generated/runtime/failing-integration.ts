import type { FailureKind } from "./gateway-error.js";
import { GatewayError } from "./gateway-error.js";
import type { Integration } from "./integration.js";

/** An integration that fails every request. */
export function failingIntegration(kind: FailureKind): Integration<never, never> {
  const fail = (): never => {
    throw new GatewayError(kind);
  };
  return {
    readsBody: () => false,
    mapRequest: fail,
    call: fail,
    chooseResponse: fail,
    mapResponse: fail,
  };
}
