/**
 * The document that the printer lays out: text, with the places where lines may break. This is
 * Wadler's algebra in the dialect of prettier, so that what we print is what prettier would.
 *
 * Only files of this folder import it. Everybody else holds `Code`.
 */
export type Layout = string | readonly Layout[] | LayoutNode;

export type LayoutNode =
  Group | OneLine | Indent | Line | IfBreak | IndentIfBreak | Fill | Words | BreakParent | Use;

/** What holding a forced line break means to the layouts around it. */
interface Breaking {
  /** A forced break inside makes every enclosing group break. */
  readonly breaks: boolean;
  /** A forced break is inside, even where a choice of `states` keeps it from spreading. */
  readonly willBreak: boolean;
}

export interface Group extends Breaking {
  readonly kind: "group";
  readonly contents: Layout;
  readonly id?: symbol | undefined;
  /** Alternatives, from the flattest to the most expanded; `contents` is the first. */
  readonly states?: readonly Layout[];
}

/** A group that is made only where it does not fit on its line, as few do not. */
export interface OneLine extends Breaking {
  readonly kind: "one-line";
  /** What is printed where it fits. */
  readonly text: string;
  /** The same in pieces, for the names that it uses. */
  readonly pieces: readonly Layout[];
  readonly contents: () => Layout;
}

export interface Indent extends Breaking {
  readonly kind: "indent";
  readonly by: number;
  readonly contents: Layout;
}

export interface Line extends Breaking {
  readonly kind: "line";
  readonly flat: "" | " ";
  readonly hard: boolean;
}

export interface IfBreak extends Breaking {
  readonly kind: "if-break";
  readonly broken: Layout;
  readonly flat: Layout;
  /** The group asked; the enclosing one unless said. */
  readonly id?: symbol | undefined;
}

export interface IndentIfBreak extends Breaking {
  readonly kind: "indent-if-break";
  readonly contents: Layout;
  readonly id: symbol;
}

/** Contents and separators in turn; as many contents on each line as fit. */
export interface Fill extends Breaking {
  readonly kind: "fill";
  readonly parts: readonly Layout[];
  /** How many of `parts` are printed already. */
  readonly printed: number;
}

/** Words of a comment, as many on each line as fit. */
export interface Words extends Breaking {
  readonly kind: "words";
  readonly words: readonly Word[];
  /** Begins every line but the first. */
  readonly prefix: string;
}

/** A word, or the rest of one that is cut: no blank before it, and a backslash on a new line. */
export interface Word {
  readonly text: string;
  readonly isRest: boolean;
}

export interface BreakParent extends Breaking {
  readonly kind: "break-parent";
}

/** The use of an imported name: prints `local`, and tells the file which import it needs. */
export interface Use extends Breaking {
  readonly kind: "use";
  readonly local: string;
  readonly exported: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

const calm: Breaking = { breaks: false, willBreak: false };
const held: Breaking = { breaks: false, willBreak: true };
const forced: Breaking = { breaks: true, willBreak: true };

export const line: Layout = { kind: "line", flat: " ", hard: false, ...calm };
export const softline: Layout = { kind: "line", flat: "", hard: false, ...calm };
export const hardline: Layout = { kind: "line", flat: "", hard: true, ...forced };
export const breakParent: Layout = { kind: "break-parent", ...forced };

/** Whether `layout` is others, one after the other. */
export const isSequence: (layout: Layout) => layout is readonly Layout[] = Array.isArray;

/** Whether `layout` holds a forced break at all. */
export function willBreak(layout: Layout): boolean {
  return breakingOf(layout).willBreak;
}

/** All of `contents` on one line if it fits, else a break at every line of its own. */
export function group(
  contents: Layout,
  { expanded = false, id }: { readonly expanded?: boolean; readonly id?: symbol } = {},
): Layout {
  if (!expanded && id === undefined && isOneLine(contents)) return contents;
  const { breaks, willBreak } = expanded ? forced : breakingOf(contents);
  return { kind: "group", contents, breaks, willBreak, id };
}

/**
 * The group of `contents()`, which prints `pieces` where it fits on one line.
 * @param pieces the same layouts as in the contents, in the way that they are printed flat
 */
export function lazyGroup(pieces: readonly Layout[], contents: () => Layout): Layout {
  const text = flatText(pieces);
  if (text === undefined) return group(contents());
  const isText = pieces.every((piece) => typeof piece === "string");
  return { kind: "one-line", text, pieces: isText ? [text] : pieces, contents, ...calm };
}

/** The only way to print `layout`, if it has one alone or is made only where it does not fit. */
export function flatText(layout: Layout): string | undefined {
  if (typeof layout === "string") return layout;
  if (!isSequence(layout)) {
    if (layout.kind === "one-line") return layout.text;
    if (layout.kind === "use") return layout.local;
    return layout.kind === "words" ? flatWords(layout) : undefined;
  }
  let text = "";
  for (const part of layout) {
    const next = flatText(part);
    if (next === undefined) return undefined;
    text += next;
  }
  return text;
}

function isOneLine(layout: Layout): boolean {
  return typeof layout === "string" || (!isSequence(layout) && layout.kind === "one-line");
}

/** Words on one line. */
export function flatWords({ words }: Words): string {
  let flat = "";
  for (const { text, isRest } of words) flat += flat === "" || isRest ? text : ` ${text}`;
  return flat;
}

/** The first of `states` that fits. Forced breaks in them stay inside. */
export function choice(first: Layout, ...others: readonly Layout[]): Layout {
  return {
    kind: "group",
    contents: first,
    states: [first, ...others],
    breaks: false,
    willBreak: willBreak(first),
  };
}

export function indent(contents: Layout, by = 2): Layout {
  if (typeof contents === "string") return contents;
  const { breaks, willBreak } = breakingOf(contents);
  return { kind: "indent", by, contents, breaks, willBreak };
}

export function ifBreak(broken: Layout, flat: Layout = "", id?: symbol): Layout {
  const { breaks, willBreak } = breakingOf([broken, flat]);
  return { kind: "if-break", broken, flat, breaks, willBreak, id };
}

export function indentIfBreak(contents: Layout, id: symbol): Layout {
  const { breaks, willBreak } = breakingOf(contents);
  return { kind: "indent-if-break", contents, id, breaks, willBreak };
}

export function fill(parts: readonly Layout[]): Layout {
  const { breaks, willBreak } = breakingOf(parts);
  return { kind: "fill", parts, printed: 0, breaks, willBreak };
}

export function words(all: readonly Word[], prefix: string): Layout {
  return { kind: "words", words: all, prefix, ...calm };
}

export function use(exported: string, from: string, local: string, typeOnly: boolean): Layout {
  return { kind: "use", exported, from, local, typeOnly, ...calm };
}

export function join(separator: Layout, items: readonly Layout[]): Layout[] {
  const joined: Layout[] = [];
  for (const item of items) {
    if (joined.length > 0) joined.push(separator);
    joined.push(item);
  }
  return joined;
}

function breakingOf(layout: Layout): Breaking {
  if (typeof layout === "string") return calm;
  if (!isSequence(layout)) return layout;
  let found = calm;
  for (const part of layout) {
    const { breaks, willBreak } = breakingOf(part);
    if (breaks) return forced;
    if (willBreak) found = held;
  }
  return found;
}
