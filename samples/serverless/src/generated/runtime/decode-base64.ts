/** The bytes of base64, with its padding or without; undefined for what is none. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  const canonical = bytes.toString("base64");
  // Node skips what is no base64.
  const isBase64 = text === canonical || text === canonical.replace(/={1,2}$/, "");
  return isBase64 ? bytes : undefined;
}
