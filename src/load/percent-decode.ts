/** The text that a part of a URL stands for; undefined when it is not encoded properly. */
export function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
