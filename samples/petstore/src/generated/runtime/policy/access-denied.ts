import type { Exchange } from "../exchange.js";
import { GatewayError } from "../gateway-error.js";
import type { PolicyDecision } from "../security.js";
import { methodArn } from "./method-arn.js";

/**
 * What a caller is told whom policies do not let in.
 * @param who the caller's ARN
 */
export function accessDenied(
  request: Exchange,
  decision: PolicyDecision,
  who = "anonymous",
): GatewayError {
  // Whose account it is, is nobody's business.
  const resource = methodArn(request).replace(/:\d{8}(?=\d{4}:)/, ":********");
  const explicitly = decision === "explicit deny" ? " with an explicit deny" : "";
  const what = `execute-api:Invoke on resource: ${resource}${explicitly}`;
  const told = `User: ${who} is not authorized to perform: ${what}`;
  return new GatewayError("access-denied", { told });
}
