import type { ResourcePolicy } from "../security.js";
import { isKnownKey } from "./condition-keys.js";
import { evaluatePolicy } from "./evaluate-policy.js";
import type { ApiIdentity } from "./method-arn.js";
import { apiArn } from "./method-arn.js";
import { policyRequest } from "./policy-request.js";
import { readPolicy } from "./read-policy.js";

/** Reads the document's policy; `execute-api:/prod/GET/pets` is a method of this very API. */
export function resourcePolicy(document: object, api: ApiIdentity): ResourcePolicy {
  const policy = readPolicy(document, {
    expand: (resource) => resource.replace(/^execute-api:(?=\/)/, apiArn(api)),
    knows: isKnownKey,
  });
  return {
    decide: (request, caller) => evaluatePolicy([policy], policyRequest(request, caller)),
  };
}
