import { createColors } from "picocolors";
import type { PrintOptions } from "./print.js";
import { visibleText } from "./visible-text.js";

/** A unified diff for a terminal: what files hold comes out as visible text. */
export function printDiff(diff: string, { color }: PrintOptions): string {
  const paint = createColors(color);
  const painted = (line: string) => {
    const shown = visibleText(line).replaceAll("\\t", "\t");
    if (/^(?:diff|---|\+\+\+|new file|deleted file) /.test(line)) return paint.bold(shown);
    if (line.startsWith("@@")) return paint.cyan(shown);
    if (line.startsWith("+")) return paint.green(shown);
    return line.startsWith("-") ? paint.red(shown) : shown;
  };
  return diff.split("\n").map(painted).join("\n");
}
