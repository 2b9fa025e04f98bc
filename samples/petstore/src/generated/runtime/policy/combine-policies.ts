// What the document's policy and an authorizer's own say together (Amazon's table of 2019):
//
//                         resource policy allows   is silent                denies
//   authorizer allows     allow                    allow, abroad deny       deny
//   authorizer is silent  allow, abroad deny       deny                     deny
//   authorizer denies     deny                     deny                     deny
//
// Abroad is a caller of another account than the API's. For authorizers that decide by policies:
//
//   const own = evaluatePolicy(policies, policyRequest(request, caller));
//   if (combineWithResourcePolicy(request, own, caller) !== "allow") return refused;
//
// Without this call the stage of the resource policy asks for an allow of its own after them, as it
// does for all that authorizers of other kinds let in, and for what has none.
import type { Exchange } from "../exchange.js";
import type { PolicyCaller, PolicyDecision } from "../security.js";

/** What the document's policy says together with the decision of an authorizer's own policies. */
export function combineWithResourcePolicy(
  request: Exchange,
  own: PolicyDecision,
  caller?: PolicyCaller,
): PolicyDecision {
  const isAbroad =
    caller !== undefined && caller.principal.accountId !== request.settings.accountId;
  const decision = combineDecisions(own, request.resourcePolicy?.decide(request, caller), isAbroad);
  request.meetsResourcePolicy = decision === "allow";
  return decision;
}

/** @param resource undefined where the document has no policy */
export function combineDecisions(
  own: PolicyDecision,
  resource: PolicyDecision | undefined,
  isAbroad: boolean,
): PolicyDecision {
  if (resource === undefined) return own;
  const both = [own, resource];
  if (both.includes("explicit deny")) return "explicit deny";
  const allows = both.filter((each) => each === "allow").length;
  return allows >= (isAbroad ? 2 : 1) ? "allow" : "implicit deny";
}
