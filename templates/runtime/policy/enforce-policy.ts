import type { Exchange } from "../exchange.js";
import type { PolicyStage } from "../pipeline.js";
import type { ResourcePolicy } from "../security.js";
import { accessDenied } from "./access-denied.js";

/**
 * The policy stage. It follows authentication, which has the document's policy at hand: requests
 * that nobody authenticates, and those whose authorizer has no policies of its own, need an allow of it.
 */
export function enforcePolicy(policy: ResourcePolicy): PolicyStage {
  return {
    policy,
    enforce(request: Exchange) {
      if (request.meetsResourcePolicy) return;
      const decision = policy.decide(request);
      if (decision !== "allow") throw accessDenied(request, decision);
    },
  };
}
