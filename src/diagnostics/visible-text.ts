/**
 * Everything that would act on a terminal, or change how the text around it looks, rather than be
 * seen: controls, line separators, bidirectional controls, zero-width characters, tags, lone
 * surrogates.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Text from a document that is safe to print: what could not be seen comes out as an escape. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\r") return "\\r";
    if (character === "\t") return "\\t";
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
