import type { SourceFile } from "ts-morph";
import { Node, ts } from "ts-morph";
import type { Insertion } from "./insertion.js";
import { hasBreak, lineRest } from "./line-rest.js";
import type { RegistryStyle } from "./registry-style.js";

/** Comments about a whole file, which stay before its imports. */
const OF_FILE =
  /^\/\/\/|@ts-(?:no)?check|\b(?:es|ox|ts)lint-disable(?!-)|@(?:file|licen[cs]e|module|packageDocumentation)|copyright/i;

/** Adds import lines behind the last import, or before the first statement of a file without any. */
export function insertImports(
  source: SourceFile,
  lines: readonly string[],
  { lineBreak, semicolon }: RegistryStyle,
): readonly Insertion[] {
  if (lines.length === 0) return [];
  const last = source
    .getStatements()
    .findLast((each) => Node.isImportDeclaration(each) || Node.isImportEqualsDeclaration(each));
  if (last === undefined) {
    return [{ at: startOf(source), text: lines.join(lineBreak) + lineBreak + lineBreak }];
  }
  const { end, isWhole } = lineRest(source.getFullText(), last.getEnd());
  if (isWhole) return [{ at: end, text: lines.map((line) => lineBreak + line).join("") }];
  // What follows in the line is behind the new ones, which therefore need an end of their own.
  const ended = lines.map((line) => lineBreak + line + (semicolon === "" ? ";" : ""));
  return [{ at: last.getEnd(), text: ended.join("") }];
}

/** Before the first statement, and before the comments that belong to it: those that touch it. */
function startOf(source: SourceFile): number {
  const text = source.getFullText();
  const [first] = source.getStatements();
  let start = first?.getStart() ?? text.length;
  const comments = ts.getLeadingCommentRanges(text, first?.getFullStart() ?? 0) ?? [];
  for (const { pos, end } of comments.toReversed()) {
    const between = text.slice(end, start).replace(/\r\n?|\n/, "");
    if (hasBreak(between) || OF_FILE.test(text.slice(pos, end))) break;
    start = pos;
  }
  return start;
}
