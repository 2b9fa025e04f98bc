import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Exchange } from "../exchange.js";
import { GatewayError } from "../gateway-error.js";
import { accessDenied } from "../policy/access-denied.js";
import { combineWithResourcePolicy } from "../policy/combine-policies.js";
import { evaluatePolicy } from "../policy/evaluate-policy.js";
import { policyRequest } from "../policy/policy-request.js";
import type { Authorize, AuthorizerContext } from "../security.js";
import { refuse } from "../security.js";
import type { Verdict } from "./authorizer-verdict.js";
import { AuthorizerFault, saysUnauthorized } from "./authorizer-verdict.js";
import type { FunctionAnswer, LambdaFunction } from "./lambda-function.js";

/** What the document says of an authorizer, of whatever kind. */
export interface LambdaAuthorizerOptions {
  readonly function: LambdaFunction;
  /** Seconds for which a verdict holds for whoever shows the same; 0 asks for every request. */
  readonly cacheSeconds: number;
}

/** How one kind of authorizer asks its function. */
export interface AuthorizerKind {
  readonly timeoutMs: number;
  /** What a caller shows; undefined where something is missing, and nobody is asked. */
  identify(request: Exchange): readonly string[] | undefined;
  event(request: Exchange, identity: readonly string[]): object;
  read(payload: string): Verdict;
  /** What mappings and functions are told of whom it lets in. */
  context(verdict: Verdict, latencyMs: number): AuthorizerContext;
}

/** Entries, and characters of answers, that are kept of each authorizer. */
const CACHE = { max: 10_000, maxSize: 16_777_216 };

/**
 * Has a function decide who may call what. Its verdicts are kept, but what they say of a method is
 * found out for each request.
 */
export function lambdaAuthorizer(
  options: LambdaAuthorizerOptions,
  kind: AuthorizerKind,
): Authorize {
  const { cacheSeconds } = options;
  const cache =
    cacheSeconds > 0
      ? new LRUCache<string, Verdict>({ ...CACHE, ttl: 1000 * cacheSeconds })
      : undefined;
  return async (request) => {
    // A caller whom the document's policy denies is not asked for.
    if (request.resourcePolicy?.decide(request) === "explicit deny") {
      throw accessDenied(request, "explicit deny");
    }
    const identity = kind.identify(request);
    if (identity === undefined) return refuse();
    const key = keyOf(request, identity);
    const started = performance.now();
    let verdict = cache?.get(key);
    if (verdict === undefined) {
      const payload = await ask(options.function, kind, request, identity);
      if (payload === undefined) return refuse();
      verdict = read(payload, kind);
      cache?.set(key, verdict, { size: 1 + payload.length });
    }
    return decide(verdict, request) ?? admit(verdict, request, kind, performance.now() - started);
  };
}

/** Of one length, whatever callers send; values cannot run into one another. */
function keyOf({ settings }: Exchange, identity: readonly string[]): string {
  const shown = JSON.stringify([settings.stage, ...identity]);
  return createHash("sha256").update(shown).digest("base64");
}

/** What the function answers; undefined where it does not know the caller. */
async function ask(
  target: LambdaFunction,
  kind: AuthorizerKind,
  request: Exchange,
  identity: readonly string[],
): Promise<string | undefined> {
  const { timeoutMs } = kind;
  const payload = JSON.stringify(kind.event(request, identity));
  const invocation = { request, type: "RequestResponse", timeoutMs } as const;
  let answer: FunctionAnswer;
  try {
    answer = await request.settings.backend(target).invoke(payload, invocation);
  } catch (cause) {
    throw new GatewayError("authorizer-failure", { cause });
  }
  if (saysUnauthorized(answer.payload)) return undefined;
  if (!answer.failed) return answer.payload;
  throw new GatewayError("authorizer-error", { cause: new AuthorizerFault("FUNCTION_FAILED") });
}

function read(payload: string, kind: AuthorizerKind): Verdict {
  try {
    return kind.read(payload);
  } catch (cause) {
    throw new GatewayError("authorizer-failure", { cause });
  }
}

/** The refusal of a caller whom policies do not let in. */
function decide({ allows }: Verdict, request: Exchange) {
  const own =
    typeof allows === "boolean"
      ? allows
        ? "allow"
        : "implicit deny"
      : evaluatePolicy([allows], policyRequest(request));
  const decision = combineWithResourcePolicy(request, own);
  if (decision === "allow") return undefined;
  const explicitly = decision === "explicit deny" ? " with an explicit deny" : "";
  const told = `User is not authorized to access this resource${explicitly}`;
  return { ...refuse("forbidden"), error: new GatewayError("access-denied", { told }) };
}

function admit(verdict: Verdict, request: Exchange, kind: AuthorizerKind, latencyMs: number) {
  request.authorizer = kind.context(verdict, Math.round(latencyMs));
  request.usageIdentifierKey = verdict.usageIdentifierKey;
  return { principalId: verdict.principalId ?? "" };
}
