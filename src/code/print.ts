import { type Code, layoutOf } from "./code.js";
import { fitsFlat, type PrintOptions, printLayout } from "./print-layout.js";

const WIDTH = 100;

/** The text of `code`, laid out for a width of 100 columns from the left margin unless said. */
export function print(code: Code, options: Partial<PrintOptions> = {}): string {
  return printLayout(layoutOf(code), { width: WIDTH, indent: 0, column: 0, ...options });
}

/** Whether `code` needs no second line where it begins at the left margin. */
export function fitsOnLine(code: Code): boolean {
  return fitsFlat(layoutOf(code), WIDTH);
}
