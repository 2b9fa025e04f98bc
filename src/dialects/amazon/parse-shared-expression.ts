import type { SharedExpression } from "../../model/integration.js";
import { contextVariables } from "./context-variables.js";

/**
 * Why an expression cannot be used: it is wrong, names no variable of Amazon's, the gateway cannot
 * compute it yet, or it never has a value, so that nothing is sent for it.
 */
export type Refused =
  | { readonly refused: "malformed"; readonly why: string; readonly fix: string }
  | { readonly refused: "unknown" | "unsupported" | "empty"; readonly why: string };

/** Names in expressions, as Amazon's import takes them. */
export const NAME = /^[A-Za-z0-9._$-]+$/;

/** Parses what request and response mappings share; undefined when it is neither of these. */
export function parseSharedExpression(text: string): SharedExpression | Refused | undefined {
  if (text.startsWith("'")) {
    if (text.length >= 2 && text.endsWith("'")) {
      return { kind: "constant", value: text.slice(1, -1) };
    }
    const fix = "end the constant with a single quote";
    return { refused: "malformed", why: "the constant is not closed", fix };
  }
  const [, source, name] = /^(stageVariables|context)\.(.+)$/s.exec(text) ?? [];
  if (source === undefined || name === undefined) return undefined;
  if (!NAME.test(name)) {
    const fix = "use letters, digits and . _ $ - in names";
    return { refused: "malformed", why: `"${name}" is not a name`, fix };
  }
  if (source === "stageVariables") return { kind: "stageVariable", name };
  return contextVariable(name);
}

function contextVariable(name: string): SharedExpression | Refused {
  const [, key] = /^authorizer\.(.+)$/.exec(name) ?? [];
  if (key !== undefined) return { kind: "context", variable: { kind: "authorizer", key } };
  const known = contextVariables.get(name);
  if (known === undefined) {
    return {
      refused: "unknown",
      why: `the gateway does not know the context variable "${name}"`,
    };
  }
  if (known.support !== "filled") return { refused: known.support, why: known.why };
  return { kind: "context", variable: { kind: "known", path: name.split(".") } };
}

/** Whether parsing refused. */
export function isRefused(parsed: object): parsed is Refused {
  return "refused" in parsed;
}
