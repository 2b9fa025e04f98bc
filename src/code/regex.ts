import { call } from "./call.js";
import { type Code, codeOf } from "./code.js";
import { lit } from "./literal.js";
import { ts } from "./ts.js";
import { hasUnseen } from "./unseen.js";

/** An octal escape, or a reference to no group: valid without `u`, but TypeScript refuses literals. */
const DIGIT_ESCAPE = /\\\d/;

/**
 * A regular expression of ECMA-262: a literal, or `new RegExp(…)` where a literal would not show all
 * that is in it, or not compile. Throws a SyntaxError if the pattern is none.
 */
export function regex(pattern: string, flags: "" | "u"): Code {
  // This escapes what would end a literal, and says `(?:)` for the empty one, which were a comment.
  const { source } = new RegExp(pattern, flags);
  if (hasUnseen(pattern) || (flags === "" && DIGIT_ESCAPE.test(pattern))) {
    return call(ts`new RegExp`, flags === "" ? [lit(pattern)] : [lit(pattern), lit(flags)]);
  }
  const text = `/${source}/${flags}`;
  return codeOf(text, { kind: "text", text });
}
