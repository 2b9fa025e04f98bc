/** Java's regular expressions that JavaScript reads differently or not at all. */
const JAVA_ONLY = /[*+?}]\+|\\[QEAZzGhHRXpPk]|\(\?[>imsux-]|\[[^\]]*&&/;

/** A Java pattern as a JavaScript one; a text when it cannot be one, saying why. */
export function toJavaScriptPattern(
  pattern: string,
): { readonly pattern: string } | { readonly why: string } {
  const unknown = JAVA_ONLY.exec(pattern)?.[0];
  if (unknown !== undefined) return { why: `JavaScript has no "${unknown}"` };
  try {
    return { pattern: new RegExp(pattern).source };
  } catch {
    return { why: "it is not a regular expression" };
  }
}
