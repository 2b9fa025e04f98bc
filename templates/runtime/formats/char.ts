/** One character: one code point, as JSON Schema counts. */
export function isChar(text: string): boolean {
  return text.length === 1 || (text.length === 2 && Array.from(text).length === 1);
}
