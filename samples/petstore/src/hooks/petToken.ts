import type { Authorize } from "../generated/runtime/security.js";
import { refuse } from "../generated/runtime/security.js";

/**
 * Decides the security scheme `petToken` for one request: answer who calls, or why not.
 *
 *     const token = request.header("Authorization");
 *     return { principalId: "user-7" };
 *
 * Until you write it, everybody is refused.
 */
export const petToken: Authorize = async (_request, _scheme, _scopes) => {
  return refuse("unauthorized");
};
