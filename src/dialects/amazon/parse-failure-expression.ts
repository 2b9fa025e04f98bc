import type { ErrorMember, FailureExpression } from "../../model/gateway-response.js";
import { ERROR_MEMBERS } from "../../model/gateway-response.js";
import { parseRequestExpression } from "./parse-request-expression.js";
import type { Refused } from "./parse-shared-expression.js";

/** Parses what the answer to an error takes from the request, or from the error. */
export function parseFailureExpression(text: string): FailureExpression | Refused {
  const member = errorMember(text);
  if (member !== undefined) return { kind: "error", member };
  const parsed = parseRequestExpression(text);
  if (!("kind" in parsed) || (parsed.kind !== "body" && parsed.kind !== "bodyMember"))
    return parsed;
  return { refused: "unsupported", why: "the body of a failed request may not have been read" };
}

function errorMember(text: string): ErrorMember | undefined {
  if (text === "context.status") return "status";
  const [, name] = /^context\.error\.(\w+)$/.exec(text) ?? [];
  return ERROR_MEMBERS.find((member) => member === name && member !== "status");
}
