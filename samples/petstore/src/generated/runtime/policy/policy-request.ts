import type { Exchange } from "../exchange.js";
import type { PolicyCaller } from "../security.js";
import { conditionKeys } from "./condition-keys.js";
import type { PolicyRequest } from "./evaluate-policy.js";
import { methodArn } from "./method-arn.js";

/** What policies are asked of a request: whether its method may be called. */
export function policyRequest(
  request: Exchange,
  caller?: PolicyCaller,
  action = "execute-api:Invoke",
): PolicyRequest {
  return {
    action,
    resource: methodArn(request),
    principal: caller?.principal,
    keys: new Map([...conditionKeys(request), ...(caller?.keys ?? [])]),
  };
}
