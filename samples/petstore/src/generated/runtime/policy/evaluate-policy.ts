import type { PolicyDecision, PolicyPrincipal } from "../security.js";
import type { ConditionKeys } from "./condition.js";
import type { Policy } from "./read-policy.js";

/** What policies are asked: who wants to do what to what, and what is known of it. */
export interface PolicyRequest {
  /** `execute-api:Invoke`. */
  readonly action: string;
  /** The ARN of the method that is called. */
  readonly resource: string;
  /** Undefined where nobody is known. */
  readonly principal: PolicyPrincipal | undefined;
  readonly keys: ConditionKeys;
}

/** What policies say of a request. */
export function evaluatePolicy(
  policies: readonly Policy[],
  { action, resource, principal, keys }: PolicyRequest,
): PolicyDecision {
  let decision: PolicyDecision = "implicit deny";
  for (const statement of policies.flat()) {
    const applies =
      statement.action(action) &&
      statement.resource(resource) &&
      statement.principal(principal) &&
      statement.conditions.every((holds) => holds(keys));
    if (!applies) continue;
    if (statement.effect === "Deny") return "explicit deny";
    decision = "allow";
  }
  return decision;
}
