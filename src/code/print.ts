import { type Code, layoutOf } from "./code.js";
import { type PrintOptions, printLayout } from "./print-layout.js";

/** The text of `code`, laid out for a width of 100 columns from the left margin unless said. */
export function print(code: Code, options: Partial<PrintOptions> = {}): string {
  return printLayout(layoutOf(code), { width: 100, indent: 0, column: 0, ...options });
}
