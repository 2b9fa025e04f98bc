/** Java's regular expressions that JavaScript reads differently or not at all. */
const JAVA_ONLY = /[*+?}]\+|\\[QEAZzGhHRXpPk]|\(\?[>imsux-]|\[[^\]]*&&/;

/**
 * A Java pattern as a JavaScript one; a text when it cannot be one, saying why. Only the prefix
 * `(?i)` is known to differ without harm, since statuses are digits.
 */
export function toStatusPattern(
  pattern: string,
): { readonly pattern: string } | { readonly why: string } {
  const bare = pattern.replace(/^\(\?i\)/, "");
  const unknown = JAVA_ONLY.exec(bare)?.[0];
  if (unknown !== undefined) return { why: `JavaScript has no "${unknown}"` };
  try {
    return { pattern: new RegExp(bare).source };
  } catch {
    return { why: "it is not a regular expression" };
  }
}
