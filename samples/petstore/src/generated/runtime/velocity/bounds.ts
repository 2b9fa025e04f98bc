import { TemplateError } from "./template-error.js";

/** Characters of a text that a template makes. */
const MAX_TEXT = 10 * 1024 * 1024;
/** Items of a list or map. */
const MAX_ITEMS = 1_000_000;
/** Bits of an integer: squaring in a loop doubles them each time. */
const MAX_BITS = 4096;
/** Levels of lists and maps within each other, which a template can make endless. */
const MAX_DEPTH = 500;

const LARGEST_INTEGER = 2n ** BigInt(MAX_BITS);

export function checkTextLength(length: number): void {
  if (length > MAX_TEXT) throw new TemplateError("the template makes too long a text");
}

export function checkItems(count: number): void {
  if (count > MAX_ITEMS) throw new TemplateError("the template makes too long a list");
}

export function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new TemplateError("the template nests values too deeply");
}

export function boundedInteger(value: bigint): bigint {
  if (value > -LARGEST_INTEGER && value < LARGEST_INTEGER) return value;
  throw new TemplateError("the template makes too large a number");
}

export function boundedText(text: string): string {
  checkTextLength(text.length);
  return text;
}
