import type { ObjectLiteralExpression } from "ts-morph";
import { SyntaxKind } from "ts-morph";
import type { Insertion } from "./insertion.js";
import { blanksFrom, hasBreak, indentationAt, lineRest, lineStart } from "./line-rest.js";
import type { RegistryStyle } from "./registry-style.js";

/** How long a line may become, as in all that gatewright writes. */
const WIDTH = 100;

/** Where things are in an object literal, in UTF-16 units of the file. */
interface ObjectPlaces {
  readonly text: string;
  /** Behind its opening brace. */
  readonly open: number;
  readonly close: number;
  readonly members: readonly { readonly start: number; readonly end: number }[];
  /** Behind each of its commas. */
  readonly commas: readonly number[];
  /** Behind its last member and the comma of that. */
  readonly last: number;
  readonly hasTrailingComma: boolean;
  readonly style: RegistryStyle;
}

/**
 * Adds members at the end of an object literal as those before them stand: each on its line, or all of
 * them in one while it is no longer than 100 columns.
 */
export function insertMembers(
  object: ObjectLiteralExpression,
  added: readonly string[],
  style: RegistryStyle,
): readonly Insertion[] {
  if (added.length === 0) return [];
  const places = placesOf(object, style);
  if (isBroken(places)) return insertLines(added, places);
  const inLine = insertInLine(added, places);
  return isTooLong(inLine, places) ? breakLine(added, places) : [inLine];
}

function placesOf(object: ObjectLiteralExpression, style: RegistryStyle): ObjectPlaces {
  const parts = object.getChildSyntaxListOrThrow().getChildren();
  const commas = parts
    .filter((each) => each.getKind() === SyntaxKind.CommaToken)
    .map((each) => each.getEnd());
  const members = object
    .getProperties()
    .map((each) => ({ start: each.getStart(), end: each.getEnd() }));
  const open = object.getStart() + 1;
  const hasTrailingComma = members.length > 0 && commas.length === members.length;
  return {
    text: object.getSourceFile().getFullText(),
    open,
    close: object.getEnd() - 1,
    members,
    commas,
    last: (hasTrailingComma ? commas.at(-1) : members.at(-1)?.end) ?? open,
    hasTrailingComma,
    style,
  };
}

/** Whether lines end between its members, rather than within one. */
function isBroken({ text, open, close, members }: ObjectPlaces): boolean {
  const starts = [...members.map(({ start }) => start), close];
  const ends = [open, ...members.map(({ end }) => end)];
  return starts.some((start, index) => hasBreak(text.slice(ends[index], start)));
}

function insertLines(added: readonly string[], places: ObjectPlaces): readonly Insertion[] {
  const { text, members, last, hasTrailingComma, style } = places;
  const needsComma = members.length > 0 && !hasTrailingComma;
  const start = style.lineBreak + memberIndentation(places);
  const lines = added.map((each) => start + each).join(",");
  return [
    ...(needsComma ? [{ at: last, text: "," }] : []),
    { at: lineRest(text, last).end, text: needsComma ? lines : `${lines},` },
  ];
}

/** That of the last member which is the first of its line. */
function memberIndentation({ text, open, members, style }: ObjectPlaces): string {
  const ends = [open, ...members.map(({ end }) => end)];
  const first = members.findLast(
    ({ start }, index) => lineStart(text, start) >= (ends[index] ?? 0),
  );
  return first ? indentationAt(text, first.start) : indentationAt(text, open) + style.step;
}

function insertInLine(added: readonly string[], places: ObjectPlaces): Insertion {
  const { text, close, members, commas, last, hasTrailingComma, style } = places;
  const at = lineRest(text, last).end;
  if (members.length === 0) {
    const end = at === close ? style.padding : "";
    return { at, text: style.padding + added.join(", ") + end };
  }
  const space = members.length > 1 && members[1]?.start === commas[0] ? "" : " ";
  const list = added.map((each) => space + each).join(",");
  return { at, text: hasTrailingComma ? `${list},` : `,${list}` };
}

/** Whether a line is, which was not too long before. */
function isTooLong(insertion: Insertion, { text }: ObjectPlaces): boolean {
  const start = lineStart(text, insertion.at);
  const length = /^[^\r\n\u2028\u2029]*/.exec(text.slice(start))?.[0].length ?? 0;
  return length <= WIDTH && length + insertion.text.length > WIDTH;
}

/** Gives each member its line. The blanks that are there become part of the new indentation. */
function breakLine(added: readonly string[], places: ObjectPlaces): readonly Insertion[] {
  const { text, open, close, members, commas, last, hasTrailingComma, style } = places;
  const outer = indentationAt(text, open);
  const inner = outer + style.step;
  const end = lineRest(text, last).end;
  const breaks = [...new Set([open, ...commas, end])].map((at): Insertion => {
    const blanks = blanksFrom(text, at);
    return inner.endsWith(blanks)
      ? { at, text: style.lineBreak + inner.slice(0, inner.length - blanks.length) }
      : { at: at + blanks.length, text: style.lineBreak + inner };
  });
  const lines = added.join(`,${style.lineBreak}${inner}`);
  return [
    ...(members.length > 0 && !hasTrailingComma ? [{ at: end, text: "," }] : []),
    ...breaks,
    { at: close, text: `${lines},${style.lineBreak}${outer}` },
  ];
}
