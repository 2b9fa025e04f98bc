import type { Diagnostic, Severity } from "./diagnostic.js";
import type { Place } from "./sort-diagnostics.js";
import { visibleText } from "./visible-text.js";

const WIDTH = 100;

/** How many more places are named. An error is not mended before all its places are. */
const NAMED = { error: 60, warning: 5, info: 5 } as const;

/** `file:line:column`, or the file alone. */
export function placeName({ at, position }: Place): string {
  const file = visibleText(at.file);
  return position ? `${file}:${position.line}:${position.column}` : file;
}

/** What follows a sentence that holds for several places, or whose like holds for others. */
export function howOften({ others = [], cause }: Diagnostic): string {
  if (others.length === 0) return "";
  return cause === undefined
    ? ` (${1 + others.length} places)`
    : ` (and ${others.length} more like it)`;
}

/** The lines that name the other places of a problem, those in `file` by line and column alone. */
export function otherPlaces(
  others: readonly Place[],
  file: string | undefined,
  severity: Severity,
): string[] {
  if (others.length === 0) return [];
  const named = others.slice(0, NAMED[severity]);
  const names = named.map((place) => {
    const { position } = place;
    const isShort = place.at.file === file && position !== undefined;
    return isShort ? `${position.line}:${position.column}` : placeName(place);
  });
  const rest = others.length - named.length;
  const more = rest > 0 ? ` and ${rest} more (--json has all)` : "";
  return wrapped(`also at: ${names.join(", ")}${more}`);
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = " ";
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = "   ";
    }
    line = `${line} ${word}`;
  }
  return [...lines, line];
}
