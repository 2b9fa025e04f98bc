import { RE2JS } from "re2js";

/**
 * A pattern that could take JavaScript's engine for ever on a text that was made for it. RE2's takes
 * time in proportion to the text, whatever the pattern.
 * @param expression in RE2's language
 */
export function re2Pattern(expression: string): Pick<RegExp, "test" | "source"> {
  const compiled = RE2JS.compile(expression);
  return { test: (text) => compiled.test(text), source: expression };
}
