import type { Exchange } from "../exchange.js";
import type { Authorize, AuthorizerContext } from "../security.js";
import type { Verdict } from "./authorizer-verdict.js";
import type { IdentitySources } from "./identity-sources.js";
import { identityOf } from "./identity-sources.js";
import type { LambdaAuthorizerOptions } from "./lambda-authorizer.js";
import { lambdaAuthorizer } from "./lambda-authorizer.js";

export interface HttpApiAuthorizerOptions extends LambdaAuthorizerOptions {
  /** Absent, callers need show nothing. */
  readonly identity?: IdentitySources;
}

/** How one version of the payload tells a request, and how it says a verdict. */
export interface AuthorizerFormat {
  event(request: Exchange, identity: readonly string[]): object;
  read(payload: string): Verdict;
}

/** An HTTP API's authorizer, whose function is told all of a request but its body. */
export function httpApiAuthorizer(
  options: HttpApiAuthorizerOptions,
  format: AuthorizerFormat,
): Authorize {
  return lambdaAuthorizer(options, {
    ...format,
    // What Amazon gives a function.
    timeoutMs: 10_000,
    identify: (request) => identityOf(request, options.identity),
    context: contextOf,
  });
}

/** Values keep their types; those of a simple response name nobody. */
function contextOf({ principalId, context }: Verdict): AuthorizerContext {
  const values = { ...context, ...(principalId !== undefined && { principalId }) };
  return { values, event1: values, event2: { lambda: context ?? null } };
}
