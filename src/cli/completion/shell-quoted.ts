/** A text as a word of bash or zsh, in which nothing is read as anything else. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
