import { type Code, codeOf, type Shape } from "./code.js";
import { isolated } from "./isolated.js";
import { hardline, indent, type Layout } from "./layout.js";

/** One line of program text: its indentation, then text and the numbers of holes. */
export interface TextLine {
  readonly indentation: number;
  readonly parts: readonly (string | number)[];
}

/** Program text, cut at its holes: `texts[0]`, hole 0, `texts[1]`, hole 1 …, as lines. */
export function linesOf(texts: readonly string[]): TextLine[] {
  const lines: (string | number)[][] = [[]];
  texts.forEach((text, index) => {
    if (index > 0) lines.at(-1)?.push(index - 1);
    text.split("\n").forEach((piece, nth) => {
      if (nth > 0) lines.push([]);
      if (piece !== "") lines.at(-1)?.push(piece);
    });
  });
  return lines.map(lineOf);
}

function lineOf([first, ...others]: readonly (string | number)[]): TextLine {
  if (first === undefined) return { indentation: 0, parts: [] };
  if (typeof first === "number") return { indentation: 0, parts: [first, ...others] };
  const text = first.trimStart();
  const parts = text === "" ? others : [text, ...others];
  return { indentation: parts.length === 0 ? 0 : first.length - text.length, parts };
}

/** The lines of a template literal, without the indentation of the code around it. */
export function dedented(lines: readonly TextLine[]): TextLine[] {
  const opensBlank = lines.length > 1 && lines[0]?.parts.length === 0;
  const closesBlank = lines.length > 1 && lines.at(-1)?.parts.length === 0;
  const kept = lines.slice(opensBlank ? 1 : 0, closesBlank ? -1 : undefined);
  const indented = (index: number): boolean => opensBlank || index > 0;
  const margins = kept
    .filter(({ parts }, index) => parts.length > 0 && indented(index))
    .map(({ indentation }) => indentation);
  const margin = margins.reduce((a, b) => Math.min(a, b), Infinity);
  return kept.map((line, index) =>
    indented(index) && line.parts.length > 0
      ? { ...line, indentation: line.indentation - margin }
      : line,
  );
}

/**
 * Program text that we wrote, with its holes filled. A hole's later lines are indented as the line
 * that it stands on. A line of holes that are all empty vanishes, and so does the blank line after
 * it if there is one before it already.
 *
 * This is the one place where a string becomes program text as it is. Its callers are `ts` and the
 * renderer of templates, whose strings are files of ours.
 */
export function filled(lines: readonly TextLine[], holes: readonly Code[], shape?: Shape): Code {
  const isEmpty = (part: string | number): boolean =>
    typeof part === "number" && (holes[part]?.isEmpty ?? true);
  const [only] = lines;
  // Nearly all that is printed is made of single lines.
  if (lines.length === 1 && only?.indentation === 0 && typeof only.parts[0] === "string") {
    return codeOf(fill(only.parts, holes), shape);
  }
  const out: Layout[] = [];
  let previousBlank = true;
  let removed = false;
  for (const { indentation, parts } of lines) {
    const blank = parts.length === 0;
    if (!blank && parts.every(isEmpty)) {
      removed = true;
      continue;
    }
    if (blank && previousBlank && removed) continue;
    if (out.length > 0) out.push(hardline);
    const line = fill(parts, holes);
    out.push(indentation === 0 ? line : indent([" ".repeat(indentation), line], indentation));
    previousBlank = blank;
    removed = false;
  }
  return codeOf(out.length === 1 && out[0] !== undefined ? out[0] : out, shape);
}

/** What is text alone becomes one text, which is cheaper to lay out. */
function fill(parts: readonly (string | number)[], holes: readonly Code[]): Layout {
  const textAt = (index: number): string => {
    const part = parts[index];
    return typeof part === "string" ? part : "";
  };
  const out: Layout[] = [];
  let text = "";
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? "";
    const layout = typeof part === "string" ? part : holeAt(part, index);
    if (typeof layout === "string") {
      text += layout;
      continue;
    }
    if (text !== "") out.push(text);
    out.push(layout);
    text = "";
  }
  if (out.length === 0) return text;
  if (text !== "") out.push(text);
  return out;

  function holeAt(hole: number, index: number): Layout {
    const code = holes[hole];
    return code === undefined ? "" : isolated(code, textAt(index - 1), textAt(index + 1));
  }
}
