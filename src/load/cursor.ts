import type { Location } from "../diagnostics/diagnostic.js";
import { quote } from "../diagnostics/quote.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { followReferences, resolveReference } from "./follow-reference.js";
import { evaluate, replaceKnown } from "./evaluate-intrinsic.js";
import { childPointer, ownMember, pointerKeys } from "./json-pointer.js";
import type { TextPiece } from "./placeholder-text.js";
import { PlaceholderText, splitPlaceholders, Undecided } from "./placeholder-text.js";
import type { ReferenceNames } from "./reference-names.js";
import type { SpecFile } from "./spec-file.js";
import type { SpecSource } from "./spec-source.js";

/**
 * A value of the document and where it stands: what CloudFormation's functions come to, with the
 * user's values put in for placeholders. Reading it as something that it is not reports `wrong-type`
 * there and gives undefined, or nothing to iterate over; so does what only a deploy would decide.
 */
export class Cursor {
  private constructor(
    /** Plain data, or a `PlaceholderText` or `Undecided`. */
    readonly value: unknown,
    readonly file: SpecFile,
    readonly pointer: string,
    /** The key or index of the value, unescaped; "" for a whole file. */
    readonly name: string,
    readonly source: SpecSource,
    readonly reporter: Reporter,
  ) {}

  /** A whole file; undefined when it has no usable value. */
  static ofFile(file: SpecFile, source: SpecSource, reporter: Reporter): Cursor | undefined {
    return file.parsed && new Cursor(file.parsed.value, file, "", "", source, reporter);
  }

  /** Names this value in the whole source: equal for whatever references led to it. */
  get id(): string {
    return `${this.file.name}#${this.pointer}`;
  }

  get at(): Location {
    return this.file.origins.of(this.pointer);
  }

  get keyAt(): Location {
    return { ...this.at, on: "key" };
  }

  get isObject(): boolean {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    return !(value instanceof PlaceholderText || value instanceof Undecided);
  }

  get isArray(): boolean {
    return Array.isArray(this.value);
  }

  has(key: string | number): boolean {
    return this.get(key) !== undefined;
  }

  /** A member of whatever this is: only where it is no fault that it has none. */
  get(key: string | number): Cursor | undefined {
    if (this.pointer === "") this.source.memory?.lookAt(this.file, childPointer("", key));
    return this.step(key);
  }

  /** The same for who goes on to other members, and says to the memory of readings which. */
  step(key: string | number): Cursor | undefined {
    if (!this.isObject && !this.isArray) return undefined;
    const member = ownMember(this.value, key);
    return member === undefined ? undefined : this.#child(key, member);
  }

  /** A member of what must be an object, as it must for `stringAt` and its like. */
  member(key: string): Cursor | undefined {
    return this.mustBeObject() ? this.get(key) : undefined;
  }

  /** Whether this is an object; anything else is reported. */
  mustBeObject(): boolean {
    if (!this.isObject) this.#wrong("an object");
    return this.isObject;
  }

  entries(): readonly (readonly [string, Cursor])[] {
    if (!this.mustBeObject()) return [];
    const members = this.value as Readonly<Record<string, unknown>>;
    if (this.pointer === "") this.source.memory?.lookAt(this.file, "");
    const entries: (readonly [string, Cursor])[] = [];
    for (const key of Object.keys(members)) {
      const child = this.#child(key, members[key]);
      if (child !== undefined) entries.push([child.name, child]);
    }
    return entries;
  }

  items(): readonly Cursor[] {
    if (!Array.isArray(this.value)) return this.#wrong("a list") ?? [];
    const items: Cursor[] = [];
    for (const [index, item] of (this.value as readonly unknown[]).entries()) {
      const child = this.#child(index, item);
      if (child !== undefined) items.push(child);
    }
    return items;
  }

  string(): string | undefined {
    return typeof this.value === "string" ? this.value : this.#wrong("text");
  }

  number(): number | undefined {
    return this.#numberOf("a number");
  }

  integer(): number | undefined {
    const number = this.#numberOf("a whole number");
    if (number === undefined || Number.isInteger(number)) return number;
    return this.#wrong("a whole number");
  }

  #numberOf(kind: string): number | undefined {
    const { value } = this;
    if (typeof value === "number") return value;
    if (typeof value !== "string" || !/^-?\d{1,15}(?:\.\d+)?$/.test(value))
      return this.#wrong(kind);
    this.#quoted(value, kind);
    return Number(value);
  }

  boolean(): boolean | undefined {
    const { value } = this;
    if (typeof value === "boolean") return value;
    if (value !== "true" && value !== "false") return this.#wrong("true or false");
    this.#quoted(value, "true or false");
    return value === "true";
  }

  /** Text that a sloppy document may have written as a number or boolean, e.g. a status code. */
  text(): string | undefined {
    const { value } = this;
    const isText = ["string", "number", "boolean"].includes(typeof value);
    return isText ? String(value) : this.#wrong("text");
  }

  /** Text, a number, or true or false as text, for comparing; "" for anything else, which is no fault. */
  get scalar(): string {
    const { value } = this;
    return ["string", "number", "boolean"].includes(typeof value) ? String(value) : "";
  }

  /** A value of any kind, all of which is known now. */
  known(): unknown {
    const { value } = this;
    const isOpen = value instanceof PlaceholderText || value instanceof Undecided;
    return isOpen ? this.#wrong("a value") : value;
  }

  /** Text that decides what the gateway is, so that nothing in it may be left to the settings. */
  word(): string | undefined {
    const { value } = this;
    if (typeof value !== "string" || !value.includes("${")) return this.text();
    const names = namesOf(splitPlaceholders(value));
    if (names.length === 0) return value;
    this.reporter.report("unbound-placeholder", this.at, { written: value, names });
    return undefined;
  }

  wordAt(key: string): string | undefined {
    return this.member(key)?.word();
  }

  /**
   * A text that may have placeholders: pieces of what is written and what is put in when the gateway
   * starts. Stage variables are no placeholders.
   */
  pieces(): readonly TextPiece[] | undefined {
    const { value } = this;
    if (value instanceof PlaceholderText) return value.pieces;
    return typeof value === "string" ? splitPlaceholders(value) : this.#wrong("text");
  }

  /** Text for people to read, as it is written; nothing is reported if it is none. */
  prose(): string {
    const { value } = this;
    return typeof value === "string" || value instanceof PlaceholderText ? String(value) : "";
  }

  proseAt(key: string): string {
    return this.get(key)?.prose() ?? "";
  }

  stringAt(key: string): string | undefined {
    return this.member(key)?.string();
  }

  numberAt(key: string): number | undefined {
    return this.member(key)?.number();
  }

  integerAt(key: string): number | undefined {
    return this.member(key)?.integer();
  }

  booleanAt(key: string): boolean | undefined {
    return this.member(key)?.boolean();
  }

  textAt(key: string): string | undefined {
    return this.member(key)?.text();
  }

  entriesAt(key: string): readonly (readonly [string, Cursor])[] {
    return this.member(key)?.entries() ?? [];
  }

  itemsAt(key: string): readonly Cursor[] {
    return this.member(key)?.items() ?? [];
  }

  /** The `$ref` of this value as it is written, if it has one that is text. */
  get reference(): string | undefined {
    const reference = this.isObject ? ownMember(this.value, "$ref") : undefined;
    return typeof reference === "string" ? reference : undefined;
  }

  /**
   * What this value's `$ref` leads to in the end, or this value itself if it has none. Undefined,
   * with the problem reported at the `$ref`, when it leads nowhere. Only for places where OpenAPI
   * knows references: a schema's `properties` may well have one that is called "$ref".
   */
  follow(): Cursor | undefined {
    return followReferences(this)?.at(-1);
  }

  /** The same with what is on the way: values that have a `$ref` each, and the one that has none. */
  followed(): readonly Cursor[] | undefined {
    return followReferences(this);
  }

  /**
   * The value that a reference names as seen from this file, one step: it may hold a `$ref` itself.
   * Problems are reported here. Other files were loaded only if some `$ref` names them alike.
   */
  resolve(reference: string): Cursor | undefined {
    return resolveReference(this, reference);
  }

  /** The same value, whose problems, and those of all that is reached from it, go elsewhere. */
  reportingTo(reporter: Reporter): Cursor {
    const { value, file, pointer, name, source } = this;
    return new Cursor(value, file, pointer, name, source, reporter);
  }

  /** The same value, whose references, and those of all that is reached from it, may name more. */
  knowing(names: ReferenceNames): Cursor {
    const { value, file, pointer, name, source, reporter } = this;
    return new Cursor(value, file, pointer, name, source.knowing(names), reporter);
  }

  /**
   * The values of this file that have a `$ref`, one for each thing that they name, but for those in
   * examples and extensions, where one may be anything.
   */
  references(): readonly Cursor[] {
    return this.file.referring.flatMap((keys) => {
      // What is called "$ref" below "properties" is a property.
      if (keys.at(-1) === "properties") return [];
      let here = this.inFile(this.file);
      for (const key of keys) here = here?.get(key);
      return here ?? [];
    });
  }

  /** The whole of another file of the same source, reporting to the same place. */
  inFile(file: SpecFile): Cursor | undefined {
    return Cursor.ofFile(file, this.source, this.reporter);
  }

  #child(key: string | number, written: unknown): Cursor | undefined {
    const { value, path } = evaluate(written, this.source.variables);
    if (value === undefined) return undefined;
    const pointer = path.reduce(childPointer, childPointer(this.pointer, key));
    const name = replaceKnown(String(key), this.source.variables);
    return new Cursor(value, this.file, pointer, name, this.source, this.reporter);
  }

  #quoted(value: string, kind: string): void {
    const keys = pointerKeys(this.pointer) ?? [];
    const written = keys.reduce<unknown>(ownMember, this.file.parsed?.value);
    // What a placeholder came to is text in any case.
    if (written === value) this.reporter.report("quoted-value", this.at, { written: value, kind });
  }

  #open(cause: Undecided["cause"]): void {
    const { reporter, at } = this;
    if (cause instanceof PlaceholderText) {
      const names = namesOf(cause.pieces);
      reporter.report("unbound-placeholder", at, { written: String(cause), names });
    } else if ("limit" in cause) reporter.report("made-text-too-long", at, cause);
    else if ("condition" in cause) reporter.report("undecided-condition", at, cause);
    else reporter.report("undecided-function", at, cause);
  }

  #wrong(expected: string): undefined {
    const { value, reporter, at } = this;
    if (value instanceof PlaceholderText) this.#open(value);
    else if (value instanceof Undecided) this.#open(value.cause);
    else if (typeof value === "string" && /^\$\{[^{}]*\}$/.test(value)) {
      const names = namesOf(splitPlaceholders(value));
      reporter.report("unbound-placeholder", at, { written: value, names });
    } else {
      reporter.report("wrong-type", at, { key: this.name, expected, found: kindOf(value) });
    }
  }
}

function namesOf(pieces: readonly TextPiece[]): readonly string[] {
  return pieces.flatMap((piece) => (piece.kind === "text" ? [] : [piece.name]));
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return "nothing (null)";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" ? `the number ${value}` : `the text ${quote(String(value))}`;
}
