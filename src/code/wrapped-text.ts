import { hardline, type Layout, words } from "./layout.js";
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
  const lines = paragraphs.map((each) => wrappedWords(each, prefix));
  return lines.map((each, index) => (index === 0 ? each : [hardline, prefix, each]));
}

function wrappedWords(all: readonly string[], prefix: string): Layout {
  const parts = all.flatMap((word) =>
    chunksOf(word).map((text, index) => ({ text, isRest: index > 0 })),
  );
  return words(parts, prefix);
}

function chunksOf(word: string): readonly string[] {
  return textWidth(word) <= LONGEST_WORD ? [word] : (word.match(/.{1,36}/gsu) ?? []);
}
