import type { ContextVariable, SharedExpression } from "../../model/integration.js";

/** Why an expression cannot be used: it is wrong, or the gateway cannot compute it yet. */
export type Refused =
  | { readonly refused: "malformed"; readonly why: string; readonly fix: string }
  | { readonly refused: "unsupported"; readonly why: string };

/** Context variables that do not depend on Amazon's own machinery. */
const KNOWN_CONTEXT = new Set([
  "domainName",
  "domainPrefix",
  "httpMethod",
  "identity.sourceIp",
  "identity.userAgent",
  "path",
  "protocol",
  "requestId",
  "requestTime",
  "requestTimeEpoch",
  "resourcePath",
  "stage",
]);

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
  const variable = contextVariable(name);
  if (variable !== undefined) return { kind: "context", variable };
  return {
    refused: "unsupported",
    why: `the gateway does not know the context variable "${name}"`,
  };
}

function contextVariable(name: string): ContextVariable | undefined {
  const [, key] = /^authorizer\.(.+)$/.exec(name) ?? [];
  if (key !== undefined) return { kind: "authorizer", key };
  return KNOWN_CONTEXT.has(name) ? { kind: "known", path: name.split(".") } : undefined;
}

/** Whether parsing refused. */
export function isRefused(parsed: object): parsed is Refused {
  return "refused" in parsed;
}
