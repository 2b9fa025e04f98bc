import type { Cursor } from "../../load/cursor.js";
import type { TextPiece } from "../../load/placeholder-text.js";
import { PlaceholderText } from "../../load/placeholder-text.js";
import type { ContextExpression, MappedText } from "../../model/parameter-mapping.js";
import { isRefused, parseSharedExpression } from "./parse-shared-expression.js";
import { findVelocity } from "./velocity.js";

/**
 * `$context.stage`, where it is sure to be the whole of a reference: no method, index or longer name
 * follows, and no escape or other `$` stands before it.
 */
const VARIABLE =
  /(?<![\\$!])\$((?:context\.(?:identity\.)?|stageVariables\.)[A-Za-z]\w*)(?![\w([-]|\.[A-Za-z])/g;

/** What a body is made of: text, and the variables in it; Velocity beyond those is reported. */
export function readBodyTemplate(template: Cursor): MappedText<never> {
  const pieces = piecesOf(template);
  const parts = pieces.flatMap((piece, index): MappedText<never> => {
    if (piece.kind === "placeholder") return [{ kind: "value", value: variable(piece.name) }];
    return splitText(piece.text, pieces[index + 1] === undefined);
  });
  // A value stands for itself, whatever is written in it.
  const text = parts.map((part) => (part.kind === "text" ? part.text : "value")).join("");
  reportVelocity(template, text);
  return parts.filter((part) => part.kind === "value" || part.text !== "");
}

/** A template's text, of which everything must be known now. */
export function readPlainTemplate(template: Cursor): string {
  const text = template.string() ?? "";
  reportVelocity(template, text);
  return text;
}

/** In a text that no function of CloudFormation's makes, `${name}` is Velocity's. */
function piecesOf(template: Cursor): readonly TextPiece[] {
  const { value } = template;
  if (value instanceof PlaceholderText) return value.pieces;
  return [{ kind: "text", text: template.string() ?? "" }];
}

const variable = (name: string): ContextExpression => ({ kind: "variable", name });

/** @param isLast whether nothing follows that would make the last name longer */
function splitText(text: string, isLast: boolean): MappedText<never> {
  const parts: MappedText<never>[number][] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, name = ""] = match;
    const value = contextExpression(name);
    const next = match.index + whole.length;
    if (value === undefined || (next === text.length && !isLast)) continue;
    parts.push({ kind: "text", text: text.slice(end, match.index) }, { kind: "value", value });
    end = next;
  }
  return [...parts, { kind: "text", text: text.slice(end) }];
}

function contextExpression(name: string): ContextExpression | undefined {
  const parsed = parseSharedExpression(name);
  if (parsed === undefined || isRefused(parsed)) return undefined;
  return parsed.kind === "context" || parsed.kind === "stageVariable" ? parsed : undefined;
}

function reportVelocity({ reporter, at }: Cursor, text: string): void {
  const found = findVelocity(text);
  if (found !== undefined) reporter.report("unsupported-velocity", at, { found });
}
