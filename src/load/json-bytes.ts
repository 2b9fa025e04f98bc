import { decodeText } from "./decode-text.js";
import { isSpace } from "./json-tree.js";

/** An object of a JSON document, which only objects are around. */
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

/** Of what is compared, so many bytes at once. */
const CHUNK = 65_536;

/**
 * A JSON document that is followed while it changes: where one object of it differs, that alone is
 * decoded and parsed. An object stands for itself in JSON, whatever is around it: if what is before its
 * opening brace and after its closing one is the same, and what is between is an object, the rest has
 * the value it had. In UTF-8, a byte that looks like a brace is one.
 */
export class JsonBytes {
  #bytes: Buffer;
  /** Outer ones go before those in them; found out when first needed. */
  #pieces: readonly Piece[] | undefined;

  /** @param bytes of well-formed JSON */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /**
   * What is new in later bytes, if it is one object; they are followed from then on.
   * @returns undefined where they must be parsed whole, and another `JsonBytes` must be made
   */
  change(bytes: Buffer): Replacement | undefined {
    const before = this.#bytes;
    const start = commonStart(before, bytes);
    const end = before.length - commonEnd(before, bytes, start);
    this.#pieces ??= piecesOf(before);
    const piece = this.#pieces.findLast((each) => each.start < start && end < each.end);
    if (piece === undefined) return undefined;
    const growth = bytes.length - before.length;
    const { text, bad } = decodeText(bytes.subarray(piece.start, piece.end + growth));
    const value = bad === undefined ? parsed(text) : undefined;
    if (value === undefined) return undefined;
    this.#bytes = bytes;
    this.#pieces =
      piece.keys.length < MOST_KEYS
        ? undefined
        : this.#pieces.map((each) => ({
            keys: each.keys,
            start: each.start > piece.start ? each.start + growth : each.start,
            end: each.end >= piece.end ? each.end + growth : each.end,
          }));
    return { keys: piece.keys, value, text };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** How many bytes two documents have in common from their start. */
function commonStart(one: Buffer, other: Buffer): number {
  const most = Math.min(one.length, other.length);
  return longest(most, (from, to) => one.compare(other, from, to, from, to) === 0);
}

/** How many they have in common before their end, besides so many at their start. */
function commonEnd(one: Buffer, other: Buffer, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  const [end, its] = [other.length, one.length];
  return longest(
    most,
    (from, to) => one.compare(other, end - to, end - from, its - to, its - from) === 0,
  );
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
function piecesOf(bytes: Buffer): readonly Piece[] {
  const pieces: (Piece & { end: number })[] = [];
  const open: (Piece & { end: number })[] = [];
  /** Brackets and braces that are open, besides. */
  let depth = 0;
  let key = "";
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at];
    if (code === 0x22) {
      const end = endOfString(bytes, at);
      if (depth === 0 && isKey(bytes, end)) {
        key = JSON.parse(decodeText(bytes.subarray(at, end)).text) as string;
      }
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
function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  for (let code = bytes[at]; code !== 0x22; code = bytes[at]) {
    at += code === 0x5c ? 2 : 1;
  }
  return at + 1;
}

function isKey(bytes: Buffer, after: number): boolean {
  let at = after;
  while (isSpace(bytes[at] ?? 0)) at++;
  return bytes[at] === 0x3a;
}
