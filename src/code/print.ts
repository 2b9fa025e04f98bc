import { type Code, layoutOf } from "./code.js";
import { flatText } from "./layout.js";
import { fitsFlat, type PrintOptions, printLayout } from "./print-layout.js";
import { textWidth } from "./text-width.js";

const WIDTH = 100;

/** The text of `code`, laid out for a width of 100 columns from the left margin unless said. */
export function print(code: Code, options: Partial<PrintOptions> = {}): string {
  const layout = layoutOf(code);
  const { width, indent, column } = { width: WIDTH, indent: 0, column: 0, ...options };
  const text = flatText(layout);
  return text !== undefined && column + textWidth(text) <= width
    ? text.trimEnd()
    : printLayout(layout, { width, indent, column });
}

/** Whether `code` needs no second line where it begins at the left margin. */
export function fitsOnLine(code: Code): boolean {
  return fitsFlat(layoutOf(code), WIDTH);
}
