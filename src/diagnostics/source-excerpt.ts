import type { LineIndex } from "./line-index.js";
import type { Position } from "./sources.js";
import { visibleText } from "./visible-text.js";

const WIDTH = 100;
const BEFORE_COLUMN = 60;
const TAB = "→ ";

/** A line of an excerpt: `gutter` is its number, or blank under the line that is meant. */
export interface ExcerptLine {
  readonly gutter: string;
  readonly text: string;
  readonly kind: "meant" | "around" | "caret";
}

/**
 * The line at `position` with a caret below the column, and `around` lines on either side. All are
 * cut to the same window of columns, so that they stay in line when the document is one long line.
 */
export function sourceExcerpt(lines: LineIndex, position: Position, around: 0 | 1): ExcerptLine[] {
  const from = Math.max(0, position.column - 1 - BEFORE_COLUMN);
  const numbers = [];
  for (let line = position.line - around; line <= position.line + around; line++) {
    if (lines.line(line) !== undefined) numbers.push(line);
  }
  const gutterWidth = String(numbers.at(-1) ?? "").length;
  return numbers.flatMap((number): ExcerptLine[] => {
    const line = lines.line(number) ?? "";
    const gutter = String(number).padStart(gutterWidth);
    if (number !== position.line) return [{ gutter, text: shown(line, from), kind: "around" }];
    const before = `${from > 0 ? "…" : ""}${display(line.slice(from, position.column - 1))}`;
    return [
      { gutter, text: shown(line, from), kind: "meant" },
      { gutter: " ".repeat(gutterWidth), text: `${" ".repeat(before.length)}^`, kind: "caret" },
    ];
  });
}

function shown(line: string, from: number): string {
  const rest = display(line.slice(from, from + WIDTH));
  return `${from > 0 ? "…" : ""}${rest}${line.length > from + WIDTH ? "…" : ""}`.trimEnd();
}

function display(text: string): string {
  return text.split("\t").map(visibleText).join(TAB);
}
