import { type Code, layoutOf, shapeOf } from "./code.js";
import type { Layout } from "./layout.js";

const BINDS_BEFORE =
  /(?:[-+*/%&|?<!~^]|[=!<>]=|(?<!=)>|\b(?:typeof|await|void|delete|in|instanceof))\s*$/;
const BINDS_AFTER =
  /^(?:[.[(`]|\s*(?:[-+*/%&|<>^!]|\?[?.]|[=!]=|(?:as|satisfies|in|instanceof)\b))/;

/**
 * `code` as it stands between two pieces of program text: in parentheses if an operator in the text
 * would tear it apart. A literal may turn out to be a sum (a text of several lines is one), so
 * `` ts`${lit(title)}.length` `` must not become `"a\n" + "b".length`.
 */
export function isolated(code: Code, before: string, after: string): Layout {
  const { kind } = shapeOf(code);
  const compound = kind === "binary" || kind === "conditional" || kind === "arrow";
  const torn =
    compound &&
    (BINDS_BEFORE.test(before) ||
      BINDS_AFTER.test(after) ||
      (kind !== "binary" && /^\s*\?/.test(after)));
  return torn ? ["(", layoutOf(code), ")"] : layoutOf(code);
}
