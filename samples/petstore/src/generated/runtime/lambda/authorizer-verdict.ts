import { isKnownKey } from "../policy/condition-keys.js";
import type { Policy } from "../policy/read-policy.js";
import { readPolicy } from "../policy/read-policy.js";
import { isJsonObject } from "./function-response.js";

/** What an authorizer's function says of a caller. */
export interface Verdict {
  /** What the caller may do: by policies, or all or nothing. */
  readonly allows: Policy | boolean;
  /** Undefined where the function names nobody, as in simple responses. */
  readonly principalId: string | undefined;
  readonly context: Readonly<Record<string, unknown>> | undefined;
  readonly usageIdentifierKey: string | undefined;
}

/** Why a function's answer is no verdict; its code is what the access log tells. */
export class AuthorizerFault extends Error {
  override readonly name = "AuthorizerFault";
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Reads a principal with a policy; what is none is thrown. */
export function readPolicyVerdict(payload: string): Verdict {
  const answer = readObject(payload);
  const { principalId, policyDocument, usageIdentifierKey = null } = answer;
  if (typeof principalId !== "string") throw new AuthorizerFault("PRINCIPAL_ID");
  if (usageIdentifierKey !== null && typeof usageIdentifierKey !== "string") {
    throw new AuthorizerFault("USAGE_IDENTIFIER_KEY");
  }
  return {
    allows: readPolicy(policyDocument, { knows: isKnownKey }),
    principalId,
    context: readContext(answer),
    usageIdentifierKey: usageIdentifierKey ?? undefined,
  };
}

/** Reads a simple response: whether the caller may pass. */
export function readSimpleVerdict(payload: string): Verdict {
  const answer = readObject(payload);
  const { isAuthorized } = answer;
  if (typeof isAuthorized !== "boolean") throw new AuthorizerFault("IS_AUTHORIZED");
  return {
    allows: isAuthorized,
    principalId: undefined,
    context: readContext(answer),
    usageIdentifierKey: undefined,
  };
}

/** Whether a function, failing or not, says that it does not know the caller. */
export function saysUnauthorized(payload: string): boolean {
  const answer = parse(payload);
  return isJsonObject(answer) && answer["errorMessage"] === "Unauthorized";
}

function readContext({ context = null }: Readonly<Record<string, unknown>>) {
  if (context === null) return undefined;
  if (!isJsonObject(context)) throw new AuthorizerFault("CONTEXT");
  return context;
}

function readObject(payload: string): Readonly<Record<string, unknown>> {
  const answer = parse(payload);
  if (!isJsonObject(answer)) throw new AuthorizerFault("NO_OBJECT");
  return answer;
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
