import { GatewayError } from "../gateway-error.js";
import { accessDenied } from "../policy/access-denied.js";
import { combineWithResourcePolicy } from "../policy/combine-policies.js";
import { evaluatePolicy } from "../policy/evaluate-policy.js";
import { policyRequest } from "../policy/policy-request.js";
import type { Authorize } from "../security.js";
import { callerOf, contextOf, identityOf } from "./caller-of.js";
import type { PrincipalStore } from "./principals.js";
import { readSignatureClaim } from "./signature-claim.js";
import { guardScope, guardSignature } from "./verify-signature.js";

/** Lets in whoever signed the request with keys of the store, as far as policies go. */
export function iamAuthorizer(principals: PrincipalStore): Authorize {
  return async (request) => {
    const claim = readSignatureClaim(request.incoming.rawHeaders, request.queryParameters);
    guardScope(claim, request.settings.region);
    const principal = await principals.find(claim.accessKey, request);
    if (principal === undefined) throw new GatewayError("unknown-credentials");
    await guardSignature(claim, principal, request);
    const caller = callerOf(principal);
    const own = evaluatePolicy(principal.policies, policyRequest(request, caller));
    const decision = combineWithResourcePolicy(request, own, caller);
    if (decision !== "allow") {
      return { refused: "forbidden", error: accessDenied(request, decision, principal.arn) };
    }
    request.identity = { ...request.identity, ...identityOf(principal) };
    request.authorizer = contextOf(principal);
    request.mayInvalidateCache = () => {
      const asked = policyRequest(request, caller, "execute-api:InvalidateCache");
      return evaluatePolicy(principal.policies, asked) === "allow";
    };
    return { principalId: principal.userId };
  };
}
