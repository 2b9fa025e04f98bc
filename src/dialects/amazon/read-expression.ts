import type { Cursor } from "../../load/cursor.js";
import { Undecided } from "../../load/placeholder-text.js";
import type { ConfiguredTextPart } from "../../model/configured-text.js";
import type { SharedExpression } from "../../model/integration.js";
import type { Refused } from "./parse-shared-expression.js";
import { isRefused } from "./parse-shared-expression.js";

/** Reads what a mapping takes; undefined, with the reason reported, where nothing is sent for it. */
export function readExpression<Expression extends object>(
  value: Cursor,
  parse: (text: string) => Expression | Refused,
): Expression | SharedExpression | undefined {
  const configured = readConfigured(value);
  if (configured !== undefined) return configured;
  const expression = value.string();
  if (expression === undefined) return undefined;
  const parsed = parse(expression);
  if (!isRefused(parsed)) return parsed;
  reportRefused(value, expression, parsed);
  return undefined;
}

/** Says why an expression is not used. */
export function reportRefused({ reporter, at }: Cursor, expression: string, why: Refused): void {
  if (why.refused === "malformed") {
    reporter.report("malformed-mapping", at, { expression, why: why.why, fix: why.fix });
  } else if (why.refused === "empty") {
    reporter.report("empty-expression", at, { expression, why: why.why });
  } else {
    reporter.report("unsupported-mapping", at, { expression, why: why.why });
  }
}

/** A constant in quotes with placeholders in it; undefined for any other expression. */
function readConfigured(value: Cursor): SharedExpression | undefined {
  if (value.value instanceof Undecided) return undefined;
  const pieces = value.pieces() ?? [];
  const [first, last] = [pieces.at(0), pieces.at(-1)];
  if (pieces.every(({ kind }) => kind === "text")) return undefined;
  if (first?.kind !== "text" || last?.kind !== "text") return undefined;
  if (!first.text.startsWith("'") || !last.text.endsWith("'")) return undefined;
  const text = pieces.map((piece, index): ConfiguredTextPart => {
    if (piece.kind === "placeholder") return { kind: "variable", name: piece.name };
    const from = index === 0 ? 1 : 0;
    return {
      kind: "text",
      text: piece.text.slice(from, index === pieces.length - 1 ? -1 : undefined),
    };
  });
  return {
    kind: "configuredText",
    text: text.filter((part) => part.kind !== "text" || part.text !== ""),
  };
}
