import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import type { Policy } from "./security.js";
import { isRefusal } from "./security.js";

/** The policy stage: asks the hook that stands for the document's resource policy; fails closed. */
export function enforcePolicy(policy: Policy) {
  return async (request: Exchange): Promise<void> => {
    let answer: Awaited<ReturnType<Policy>>;
    try {
      answer = await policy(request);
    } catch (cause) {
      throw new GatewayError("authorizer-failure", { cause });
    }
    if (answer === "allow") return;
    const isUnknown = isRefusal(answer) && answer.refused === "unauthorized";
    throw new GatewayError(isUnknown ? "unauthorized" : "access-denied");
  };
}
