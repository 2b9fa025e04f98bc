import type { TextPiece } from "../../load/placeholder-text.js";
import type {
  ContextExpression,
  MappedText,
  MappedTextPart,
} from "../../model/parameter-mapping.js";
import type { Refused } from "./parse-shared-expression.js";
import { isRefused } from "./parse-shared-expression.js";

/** `${anything}`, or an expression without braces, which ends where a path of names ends. */
const EXPRESSION =
  /\$\{([^{}]*)\}|\$((?:request|response|context|stageVariables)(?:\.{1,2}(?:[\w-]+|\*)|\[[^\]\s]*\])+)/g;

/** What looks like an expression by its root. */
const ROOT = /^(?:request|response|context|stageVariables)\b/;

/** An expression that cannot be used, with the words of the document. */
export interface RefusedExpression {
  readonly expression: string;
  readonly refused: Refused;
}

/**
 * Parses the value of a parameter mapping: text with expressions in it. What stands in braces and
 * is no expression is left to the settings, as everywhere in a document.
 */
export function parseMappedText<Expression extends object>(
  pieces: readonly TextPiece[],
  parse: (expression: string) => Expression | ContextExpression | Refused,
): MappedText<Expression> | RefusedExpression {
  const parts: MappedTextPart<Expression>[] = [];
  /** Adds a value; answers why there is none. */
  const add = (expression: string): RefusedExpression | undefined => {
    if (!ROOT.test(expression)) {
      parts.push({ kind: "value", value: { kind: "variable", name: expression } });
      return undefined;
    }
    const value = parse(expression);
    if (isRefused(value)) return { expression: `$${expression}`, refused: value };
    parts.push({ kind: "value", value });
    return undefined;
  };
  for (const piece of pieces) {
    if (piece.kind === "placeholder") {
      const refused = add(piece.name);
      if (refused !== undefined) return refused;
      continue;
    }
    let end = 0;
    for (const match of piece.text.matchAll(EXPRESSION)) {
      const [whole, inBraces, bare = ""] = match;
      const before = piece.text.slice(end, match.index);
      if (before !== "") parts.push({ kind: "text", text: before });
      end = match.index + whole.length;
      const refused = add(inBraces ?? bare);
      if (refused !== undefined) return refused;
    }
    const rest = piece.text.slice(end);
    if (rest !== "") parts.push({ kind: "text", text: rest });
  }
  return parts;
}
