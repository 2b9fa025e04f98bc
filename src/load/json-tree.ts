import { childPointer } from "./json-pointer.js";
import { openPointer } from "./text-tree.js";
import type { DuplicateKey, OpenNode, TextNode, TextTree } from "./text-tree.js";

/** What JSON.parse does not tell alike in all versions of Node: where the syntax breaks, and how. */
export class JsonSyntaxError extends Error {
  constructor(
    readonly offset: number,
    why: string,
  ) {
    super(why);
  }
}

/**
 * Where every value of a JSON text stands. Refuses exactly what JSON.parse refuses, and needs no
 * stack, however deep the text is nested. Of equal keys the last one counts, as in JSON.parse.
 */
export function jsonTree(text: string): TextTree {
  return new JsonScanner(text).scan();
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Most values are scalars; nothing is put into these. */
const NO_CHILDREN = new Map<string, TextNode>();

class JsonScanner {
  readonly #text: string;
  readonly #open: OpenNode[] = [];
  readonly #duplicates: DuplicateKey[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): TextTree {
    const root = this.#value(undefined);
    for (let parent = this.#open.at(-1); parent; parent = this.#open.at(-1)) {
      this.#skipSpace();
      const next = this.#text[this.#at];
      if (next === (parent.list ? "]" : "}")) {
        parent.end = ++this.#at;
        this.#open.pop();
        continue;
      }
      if (parent.children.size > 0) {
        if (next !== ",") this.#fail(parent.list ? 'expected "," or "]"' : 'expected "," or "}"');
        this.#at++;
      }
      this.#value(parent.list ? undefined : this.#key());
    }
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail("expected nothing more");
    return { root, duplicates: this.#duplicates };
  }

  /** Reads a scalar, or the opening of an array or object, and puts it into its parent. */
  #value(key: { name: string; offset: number } | undefined): OpenNode {
    this.#skipSpace();
    const start = this.#at;
    const first = this.#text[start];
    const parent = this.#open.at(-1);
    const name = key?.name ?? (parent && String(parent.children.size));
    const opens = first === "{" || first === "[";
    const children = opens ? new Map<string, TextNode>() : NO_CHILDREN;
    const node: OpenNode = {
      start,
      end: start,
      key: key?.offset,
      children,
      list: first === "[",
      name,
    };
    if (parent && name !== undefined) {
      const before = parent.children.get(name);
      if (before && key) {
        const pointer = childPointer(openPointer(this.#open), name);
        this.#duplicates.push({ pointer, key: name, first: before, second: node });
      }
      parent.children.set(name, node);
    }
    if (opens) {
      this.#at++;
      this.#open.push(node);
    } else {
      this.#scalar();
      node.end = this.#at;
    }
    return node;
  }

  #scalar(): void {
    if (this.#text[this.#at] === '"') return this.#string();
    LITERAL.lastIndex = this.#at;
    const literal = LITERAL.exec(this.#text)?.[0];
    if (literal === undefined) this.#fail("expected a value");
    this.#at += literal.length;
  }

  #string(): void {
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) {
        this.#at++;
        return;
      }
      if (code < 0x20) this.#fail("a string can't hold line ends, tabs or control characters");
      if (code === 0x5c) {
        ESCAPE.lastIndex = this.#at;
        const escape = ESCAPE.exec(this.#text)?.[0];
        if (escape === undefined) this.#fail("this is not an escape that JSON knows");
        this.#at += escape.length - 1;
      }
    }
    this.#fail("the quotes of this string are not closed");
  }

  /** A key with its colon. */
  #key(): { name: string; offset: number } {
    this.#skipSpace();
    const offset = this.#at;
    if (this.#text[offset] !== '"') this.#fail("expected a key in double quotes");
    this.#string();
    const written = this.#text.slice(offset, this.#at);
    const name = written.includes("\\") ? (JSON.parse(written) as string) : written.slice(1, -1);
    this.#skipSpace();
    if (this.#text[this.#at] !== ":") this.#fail('expected ":" after the key');
    this.#at++;
    return { name, offset };
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  #fail(why: string): never {
    if (this.#at >= this.#text.length) {
      throw new JsonSyntaxError(this.#text.length, "the text ends in the middle of a value");
    }
    const found = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    const comment = found === "/" || found === "#" ? "; JSON has no comments" : "";
    throw new JsonSyntaxError(this.#at, `${why}, found "${found}"${comment}`);
  }
}

/** Whether a character may stand between the tokens of JSON. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
