import type { AuthorizerContext } from "../security.js";
import type { Verdict } from "./authorizer-verdict.js";
import { AuthorizerFault, readPolicyVerdict } from "./authorizer-verdict.js";

/** How authorizers of REST APIs are answered, whatever they are asked. */
export const REST_AUTHORIZER = {
  // What Amazon gives a function.
  timeoutMs: 29_000,

  read(payload: string): Verdict {
    const verdict = readPolicyVerdict(payload);
    const values = Object.entries(verdict.context ?? {}).filter(([, value]) => value !== null);
    if (values.some(([, value]) => typeof value === "object")) throw new AuthorizerFault("CONTEXT");
    // All are told as text.
    const context = Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
    return { ...verdict, context };
  },

  context({ principalId, context }: Verdict, integrationLatency: number): AuthorizerContext {
    const values = { ...context, principalId, integrationLatency };
    return { values, event1: values, event2: undefined };
  },
} as const;
