import type { Cursor } from "../../load/cursor.js";

/**
 * One of a few words. Upper and lower case are told apart by OpenAPI and not by Amazon's import and
 * many other tools, so that a word in another case is taken, with a warning. Undefined for any other.
 */
export function readWord<Word extends string>(
  cursor: Cursor,
  words: readonly Word[],
): Word | undefined {
  const written = cursor.word();
  const meant = words.find((word) => word.toLowerCase() === written?.toLowerCase());
  if (meant !== undefined && written !== undefined && meant !== written) {
    cursor.reporter.report("letter-case", cursor.at, { written, meant });
  }
  return meant;
}
