const LONGEST = 80;

/** A value from the document for use in a sentence: in quotes, and cut where it gets long. */
export function quote(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return `"${cut}"`;
}
