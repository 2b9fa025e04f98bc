import type { FailureExpression } from "../../model/gateway-response.js";
import type { MappedText, MappedTextPart } from "../../model/parameter-mapping.js";
import type { Refused } from "./parse-shared-expression.js";
import { isRefused } from "./parse-shared-expression.js";
import { parseFailureExpression } from "./parse-failure-expression.js";

/** A variable as a whole: `$context.error.messageString`, `$method.request.header.X-Locale`. */
const VARIABLE =
  /\$(stageVariables\.\w+|(?:context|method\.request\.[a-z]+)(?:\.[A-Za-z0-9_-]+)+)/g;

/**
 * Parses a template of a gateway response: text with variables in it, and no Velocity.
 * @param onRefused is told of each variable that has no value, in whose place nothing stands
 */
export function parseFailureTemplate(
  text: string,
  onRefused: (variable: string, why: Refused) => void,
): MappedText<FailureExpression> {
  const parts: MappedTextPart<FailureExpression>[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, variable = ""] = match;
    parts.push({ kind: "text", text: text.slice(end, match.index) });
    end = match.index + whole.length;
    const value = parseFailureExpression(variable);
    if (isRefused(value)) onRefused(whole, value);
    else parts.push({ kind: "value", value });
  }
  parts.push({ kind: "text", text: text.slice(end) });
  return parts.filter((part) => part.kind !== "text" || part.text !== "");
}
