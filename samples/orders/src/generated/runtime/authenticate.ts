import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import type { Authorize, Principal, Refusal, Requirement } from "./security.js";
import { isRefusal } from "./security.js";

/**
 * The authentication stage: enforces OpenAPI's and/or structure around the hooks, before the body
 * is read. Alternatives are tried in the document's order; the first that holds wins. When none
 * does, the caller gets 403 if any hook knew it and said no, else 401.
 */
export function authenticate(hooks: Readonly<Record<string, Authorize>>) {
  return async (request: Exchange): Promise<void> => {
    let decisive: Refusal | undefined;
    const started = performance.now();
    try {
      for (const alternative of request.route.security) {
        const refusal = await tryAll(alternative, request, hooks);
        if (refusal === undefined) return;
        if (decisive?.refused !== "forbidden") decisive = refusal;
      }
    } finally {
      request.authenticationLatency = performance.now() - started;
    }
    request.principal = undefined;
    const kind = decisive?.refused === "forbidden" ? "access-denied" : "unauthorized";
    throw decisive?.error ?? new GatewayError(kind);
  };
}

/** Undefined where all of them hold. */
async function tryAll(
  alternative: readonly Requirement[],
  request: Exchange,
  hooks: Readonly<Record<string, Authorize>>,
): Promise<Refusal | undefined> {
  let principal: Principal | undefined;
  request.principal = undefined;
  request.authorizer = undefined;
  request.identity = {};
  request.usageIdentifierKey = undefined;
  request.usage = undefined;
  request.mayInvalidateCache = undefined;
  request.meetsResourcePolicy = false;
  for (const { scheme, scopes } of alternative) {
    const hook = Object.hasOwn(hooks, scheme.name) ? hooks[scheme.name] : undefined;
    if (hook === undefined) throw new GatewayError("authorizer-failure");
    const decided = decide(hook, request, scheme, scopes);
    // Most is known at once, and waits for nothing.
    const answer = decided instanceof Promise ? await decided : decided;
    if (isRefusal(answer)) return answer;
    principal = principal === undefined ? answer : { ...principal, ...answer };
    request.principal = principal;
  }
  return undefined;
}

/** A hook that throws, or answers neither a principal nor a refusal, never lets anyone in. */
function decide(hook: Authorize, request: Exchange, ...rest: ParametersAfterFirst) {
  try {
    const answer = hook(request, ...rest);
    return isAwaited(answer) ? Promise.resolve(answer).then(valid, fail) : valid(answer);
  } catch (cause) {
    return fail(cause);
  }
}

/** Whatever has a `then`, from whichever library a hook has its promises. */
function isAwaited(answer: ReturnType<Authorize>): answer is Promise<Principal | Refusal> {
  return typeof (answer as Partial<Promise<unknown>> | undefined)?.then === "function";
}

function valid(answer: Principal | Refusal): Principal | Refusal {
  if (isRefusal(answer) || typeof answer?.principalId === "string") return answer;
  throw new GatewayError("authorizer-failure");
}

function fail(cause: unknown): never {
  throw cause instanceof GatewayError ? cause : new GatewayError("authorizer-failure", { cause });
}

type ParametersAfterFirst = Parameters<Authorize> extends [Exchange, ...infer Rest] ? Rest : never;
