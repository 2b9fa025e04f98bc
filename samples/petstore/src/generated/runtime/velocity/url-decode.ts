/**
 * The text that `urlEncode` makes another of. Escapes that are none are left as they are; bytes that
 * are no UTF-8 become replacement characters.
 */
export function urlDecode(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/(?:%[\dA-Fa-f]{2})+/g, (bytes) =>
      Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"),
    );
}
