import { toJavaScriptPattern } from "./java-pattern.js";

/**
 * A Java pattern of statuses as a JavaScript one; a text when it cannot be one, saying why. Only the
 * prefix `(?i)` is known to differ without harm, since statuses are digits.
 */
export function toStatusPattern(pattern: string): ReturnType<typeof toJavaScriptPattern> {
  return toJavaScriptPattern(pattern.replace(/^\(\?i\)/, ""));
}
