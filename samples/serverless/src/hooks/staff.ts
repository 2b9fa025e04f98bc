import { type Authorize, credentialOf, refuse } from "../generated/runtime/security.js";

/** Decides the security scheme `staff` for one request: answer who calls, or why not. */
export const staff: Authorize = (request, scheme, _scopes) => {
  const credential = credentialOf(request, scheme);
  if (credential === undefined) return refuse("unauthorized");
  // Nobody is let in until you say who: return { principalId: "…" } for a credential that you know.
  return refuse("forbidden");
};
