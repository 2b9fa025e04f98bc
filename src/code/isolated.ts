import { type Code, layoutOf, type Shape, shapeOf } from "./code.js";
import type { Layout } from "./layout.js";

const OPERATOR_BEFORE =
  /(?:[-+*/%&|?<!~^]|[=!<>]=|(?<!=)>|\b(?:typeof|await|void|delete|in|instanceof))\s*$/;
const OPERATOR_AFTER =
  /^(?:[.[(`]|\s*(?:[-+*/%&|<>^!]|\?[?.]|[=!]=|(?:as|satisfies|in|instanceof)\b))/;
const TYPE_OPERATOR_BEFORE = /(?:&|\b(?:keyof|readonly|infer|extends))\s*$/;
const TYPE_OPERATOR_AFTER = /^(?:\[|\s*(?:&|extends\b))/;

/**
 * `code` as it stands between two pieces of program text: in parentheses if the text around would
 * tear it apart or make something else of it. What a literal is depends on the document: a text of
 * several lines is a sum, a number may be negative, and an object after `=>` would be a block.
 */
export function isolated(code: Code, before: string, after: string): Layout {
  const layout = layoutOf(code);
  return isTorn(shapeOf(code), before, after) ? ["(", layout, ")"] : layout;
}

/** Whether code of this shape would not stay itself between two pieces of program text. */
export function isTorn(shape: Shape, before: string, after: string): boolean {
  switch (shape.kind) {
    case "binary":
      return OPERATOR_BEFORE.test(before) || OPERATOR_AFTER.test(after);
    case "conditional":
    case "arrow":
      return OPERATOR_BEFORE.test(before) || OPERATOR_AFTER.test(after) || /^\s*\?/.test(after);
    case "union":
    case "intersection":
      return TYPE_OPERATOR_BEFORE.test(before) || TYPE_OPERATOR_AFTER.test(after);
    case "object":
      return /=>\s*$/.test(before);
    case "text":
      return (
        (/^\d/.test(shape.text) && after.startsWith(".")) ||
        (shape.text.startsWith("-") && (/[-+]$/.test(before) || /^(?:[.[(]|\s*\*\*)/.test(after)))
      );
    default:
      return false;
  }
}
