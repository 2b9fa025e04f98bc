import { fill, hardline, ifBreak, type Layout, line, softline } from "./layout.js";
import { textWidth } from "./text-width.js";
import { blankUnseen } from "./unseen.js";

/** A word wider than this may be cut; others fit on a line at any depth that code reaches. */
const LONGEST_WORD = 72;

/** Nobody reads more of a description, and tools choke on a megabyte of it. */
const MOST_CHARACTERS = 20_000;

/** `text`, or its beginning if it is longer than anybody reads. */
export function readable(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}

/**
 * The paragraphs of `text`, as words: every kind of white space, and whatever cannot be seen, only
 * separates words. Done first, so that what is escaped afterwards stays escaped.
 */
export function paragraphsOf(text: string): string[][] {
  const paragraphs = readable(text)
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((paragraph) =>
      blankUnseen(paragraph)
        .split(" ")
        .filter((word) => word !== ""),
    );
  const isFilled = (words: readonly string[]): boolean => words.length > 0;
  const first = paragraphs.findIndex(isFilled);
  return first < 0 ? [] : paragraphs.slice(first, paragraphs.findLastIndex(isFilled) + 1);
}

/** The paragraphs, filled; every line but the first begins with `prefix`. */
export function wrapped(paragraphs: readonly (readonly string[])[], prefix: string): Layout {
  const lines = paragraphs.map((words) => wrappedWords(words, prefix));
  return lines.map((words, index) => (index === 0 ? words : [hardline, prefix, words]));
}

function wrappedWords(words: readonly string[], prefix: string): Layout {
  const parts: Layout[] = [];
  for (const word of words) {
    chunksOf(word).forEach((chunk, index) => {
      if (parts.length > 0) parts.push(index === 0 ? between(prefix) : cut(prefix));
      parts.push(chunk);
    });
  }
  return fill(parts);
}

function between(prefix: string): Layout {
  return ifBreak([line, prefix], " ");
}

/** The rest of a word that is cut begins with a backslash, so that no tag or order begins there. */
function cut(prefix: string): Layout {
  return ifBreak([softline, prefix, "\\"]);
}

function chunksOf(word: string): readonly string[] {
  return textWidth(word) <= LONGEST_WORD ? [word] : (word.match(/.{1,36}/gsu) ?? []);
}
