import { isSpace } from "./json-tree.js";

/** An object of a JSON text, which only objects are around. */
interface Piece {
  /** The keys that lead to it. */
  readonly keys: readonly string[];
  /** Offset of its opening brace. */
  readonly start: number;
  /** Offset after its closing brace. */
  readonly end: number;
}

/** A member of a value that takes the place of another. */
export interface Replacement {
  readonly keys: readonly string[];
  readonly value: unknown;
  /** Its text. */
  readonly text: string;
}

/** The objects of an OpenAPI document that are changed most: operations, schemas and what holds them. */
const MOST_KEYS = 3;

/** Of texts that are compared, so many characters at once. */
const CHUNK = 65_536;

/**
 * A JSON text that is followed while it changes: where one object of it differs, that alone is parsed.
 * An object stands for itself in JSON, whatever is around it: if the texts before its opening brace and
 * after its closing one are the same, and what is between is an object, the rest has the value it had.
 */
export class JsonText {
  #text: string;
  /** Outer ones go before those in them; found out when first needed. */
  #pieces: readonly Piece[] | undefined;

  /** @param text of well-formed JSON */
  constructor(text: string) {
    this.#text = text;
  }

  /**
   * What is new in a later text, if it is one object; it is the text from then on.
   * @returns undefined where it must be parsed whole, and another `JsonText` must be made
   */
  change(text: string): Replacement | undefined {
    const before = this.#text;
    const start = commonStart(before, text);
    const end = before.length - commonEnd(before, text, start);
    this.#pieces ??= piecesOf(before);
    const piece = this.#pieces.findLast((each) => each.start < start && end < each.end);
    if (piece === undefined) return undefined;
    const growth = text.length - before.length;
    const own = text.slice(piece.start, piece.end + growth);
    const value = parsed(own);
    if (value === undefined) return undefined;
    this.#text = text;
    this.#pieces =
      piece.keys.length < MOST_KEYS
        ? undefined
        : this.#pieces.map((each) => ({
            keys: each.keys,
            start: each.start > piece.start ? each.start + growth : each.start,
            end: each.end >= piece.end ? each.end + growth : each.end,
          }));
    return { keys: piece.keys, value, text: own };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** How many characters two texts have in common from their start. */
function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  return longest(most, (from, to) => one.slice(from, to) === other.slice(from, to));
}

/** How many they have in common before their end, besides so many at their start. */
function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  const isSame = (from: number, to: number) =>
    one.slice(one.length - to, one.length - from) ===
    other.slice(other.length - to, other.length - from);
  return longest(most, isSame);
}

/** How far a property holds, up to `most`, that holds of a stretch if it does of all its parts. */
function longest(most: number, holds: (from: number, to: number) => boolean): number {
  let found = 0;
  for (let size = CHUNK; size >= 1; size = Math.floor(size / 2)) {
    while (found < most && holds(found, Math.min(found + size, most))) {
      found = Math.min(found + size, most);
    }
  }
  return found;
}

/** The objects that at most so many keys lead to. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: (Piece & { end: number })[] = [];
  const open: (Piece & { end: number })[] = [];
  /** Brackets and braces that are open, besides. */
  let depth = 0;
  let key = "";
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      const end = endOfString(text, at);
      if (depth === 0 && isKey(text, end)) key = JSON.parse(text.slice(at, end)) as string;
      at = end - 1;
    } else if (code === 0x7b || code === 0x5b) {
      const keys = open.length === 0 ? [] : [...(open.at(-1)?.keys ?? []), key];
      if (depth > 0 || code === 0x5b || keys.length > MOST_KEYS) depth++;
      else {
        const piece = { keys, start: at, end: at };
        pieces.push(piece);
        open.push(piece);
      }
    } else if (code === 0x7d || code === 0x5d) {
      if (depth > 0) depth--;
      else {
        const piece = open.pop();
        if (piece !== undefined) piece.end = at + 1;
      }
    }
  }
  return pieces;
}

/** The offset after a string. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== 0x22; code = text.charCodeAt(at)) {
    at += code === 0x5c ? 2 : 1;
  }
  return at + 1;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (isSpace(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) === 0x3a;
}
