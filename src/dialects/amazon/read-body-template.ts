import type { Cursor } from "../../load/cursor.js";
import type { TextPiece } from "../../load/placeholder-text.js";
import { PlaceholderText } from "../../load/placeholder-text.js";
import type { BodyTemplate } from "../../model/body-template.js";
import { templateFindings } from "../../template-language/compile-template.js";
import { parseTemplate } from "../../template-language/parse-template.js";
import type { Template } from "../../template-language/syntax-tree.js";
import { TemplateSyntaxError } from "../../template-language/template-syntax-error.js";

/** A mapping template. One that is none is reported, and fails what it is for if that is allowed. */
export function readBodyTemplate(mediaType: string, template: Cursor): BodyTemplate {
  const { source, given } = sourceOf(template);
  const statements = parse(template, source);
  if (statements !== undefined) {
    const variables = new Map(given.map(({ variable, value }) => [variable, value.name]));
    for (const { code, start, end } of templateFindings(source, statements, variables)) {
      const at = { ...template.at, within: placeOf(source, start) };
      template.reporter.report(code, at, { written: source.slice(start, end) });
    }
  }
  const stageVariables = stageVariablesIn(source);
  return { mediaType, source, statements, given, stageVariables, at: template.keyAt };
}

/** Stage variables that are named, so that the settings have them. */
const STAGE_VARIABLE =
  /\$!?\{?stageVariables(?:\.([A-Za-z]\w*)|\[\s*(?:"([A-Za-z]\w*)"|'([A-Za-z]\w*)')\s*\])/g;

function stageVariablesIn(source: string): BodyTemplate["stageVariables"] {
  const names = [...source.matchAll(STAGE_VARIABLE)].map(
    (match) => match[1] ?? match[2] ?? match[3],
  );
  return [...new Set(names)].flatMap((name) =>
    name === undefined ? [] : [{ kind: "stageVariable", name }],
  );
}

/** What only a deploy puts in becomes a variable of the template's. */
function sourceOf(template: Cursor): Pick<BodyTemplate, "source" | "given"> {
  const pieces = piecesOf(template);
  const text = pieces.map((piece) => (piece.kind === "text" ? piece.text : "")).join("");
  let prefix = "setting";
  while (text.includes(prefix)) prefix += "_";
  const given: BodyTemplate["given"][number][] = [];
  const source = pieces.map((piece) => {
    if (piece.kind === "text") return piece.text;
    const variable = `${prefix}${given.length + 1}`;
    given.push({ variable, value: { kind: "variable", name: piece.name } });
    return `\${${variable}}`;
  });
  return { source: source.join(""), given };
}

/** In a text that no function of CloudFormation's makes, `${name}` is Velocity's. */
function piecesOf(template: Cursor): readonly TextPiece[] {
  const { value } = template;
  if (value instanceof PlaceholderText) return value.pieces;
  return [{ kind: "text", text: template.string() ?? "" }];
}

function parse(template: Cursor, source: string): Template | undefined {
  try {
    return parseTemplate(source);
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    const within = placeOf(source, error.offset);
    template.reporter.report("template-syntax", { ...template.at, within }, { why: error.message });
    return undefined;
  }
}

/** Where in a text something is; both count from 0. */
export function placeOf(source: string, offset: number): { line: number; column: number } {
  const above = source.slice(0, offset).split("\n");
  return { line: above.length - 1, column: above.at(-1)?.length ?? 0 };
}
