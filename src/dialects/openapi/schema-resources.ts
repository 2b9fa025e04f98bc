import type { Cursor } from "../../load/cursor.js";
import { childPointer, ownMember, pointerKeys } from "../../load/json-pointer.js";
import { percentDecode } from "../../load/percent-decode.js";
import type { ReferenceNames } from "../../load/reference-names.js";
import type { SpecFile } from "../../load/spec-file.js";
import type { SpecSource } from "../../load/spec-source.js";
import type { SchemaRules } from "./schema-rules.js";
import { LIST_KEYWORDS, MAP_KEYWORDS, SCHEMA_KEYWORDS } from "./subschema-keywords.js";

/** A place in a file. */
interface Place {
  readonly file: SpecFile;
  readonly pointer: string;
}

/**
 * Finds schemas by what they call themselves: `$id` and `$anchor` (JSON Schema 2020-12, section 8.2). A
 * name that several have is reported.
 */
export class SchemaResources implements ReferenceNames {
  readonly #rules: SchemaRules;
  /** The URIs that references are relative to, by file and by the pointer of the schema that says so. */
  readonly #bases = new Map<SpecFile, Map<string, string>>();
  /** The URIs of those among them that a `$dynamicAnchor` names. */
  readonly #dynamic = new Set<string>();
  /** Schemas by URI, with a fragment for anchors; those of a file's own go before others of the URI. */
  readonly #places = new Map<string, Place[]>();

  constructor(source: SpecSource, rules: SchemaRules) {
    this.#rules = rules;
    for (const file of source.files.values()) {
      if (mayNameSchemas(file, rules)) this.#addFile(file);
    }
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  find(from: Cursor, reference: string): Cursor | undefined {
    const uri = this.#uriOf(from, reference);
    if (uri === undefined) return undefined;
    const fragment = percentDecode(uri.hash.slice(1)) ?? "";
    if (fragment !== "" && !fragment.startsWith("/")) return this.#named(from, uri.href);
    const resource = this.#named(from, withoutFragment(uri));
    const keys = pointerKeys(fragment) ?? [];
    return keys.reduce<Cursor | undefined>((here, key) => here?.get(key), resource);
  }

  isDynamic(from: Cursor, reference: string): boolean {
    const uri = this.#uriOf(from, reference);
    return uri !== undefined && this.#dynamic.has(uri.href);
  }

  #uriOf({ file, pointer }: Cursor, reference: string): URL | undefined {
    return this.#places.size === 0 ? undefined : resolveUri(reference, this.#baseAt(file, pointer));
  }

  #baseAt(file: SpecFile, pointer: string): string {
    const bases = this.#bases.get(file);
    for (let here = pointer; ; here = here.slice(0, here.lastIndexOf("/"))) {
      const base = bases?.get(here);
      if (base !== undefined) return base;
      if (here === "") return baseOf(file);
    }
  }

  #named(from: Cursor, uri: string): Cursor | undefined {
    const places = this.#places.get(uri) ?? [];
    const own = places.filter(({ file }) => file === from.file);
    const [first, second] = own.length > 0 ? own : places;
    if (first === undefined) return undefined;
    if (second !== undefined) {
      const related = [first, second].map(({ file, pointer }, index) => ({
        at: file.origins.of(pointer),
        message: index === 0 ? "the first" : "the second",
      }));
      from.reporter.report("ambiguous-schema-id", from.at, { uri }, related);
    }
    const keys = pointerKeys(first.pointer) ?? [];
    const root = from.inFile(first.file);
    return keys.reduce<Cursor | undefined>((here, key) => here?.get(key), root);
  }

  #addFile(file: SpecFile): void {
    const bases = new Map<string, string>();
    this.#bases.set(file, bases);
    const open = schemaRoots(file.parsed?.value).map((root) => ({ ...root, base: baseOf(file) }));
    for (const here of open) {
      const base = this.#addNames(file, here);
      if (base !== here.base) bases.set(here.pointer, base);
      open.push(...subschemasOf(here).map((each) => ({ ...each, base })));
    }
  }

  /** Adds what a schema calls itself, and answers what references in it are relative to. */
  #addNames(file: SpecFile, { value, pointer, base }: Found & { readonly base: string }): string {
    const { draft, identifier, refSiblings } = this.#rules;
    const id = identifier && ownMember(value, identifier);
    const isHidden = !refSiblings && ownMember(value, "$ref") !== undefined;
    const uri = typeof id !== "string" || isHidden ? undefined : resolveUri(id, base);
    const isAnchor = draft === 4 && typeof id === "string" && id.startsWith("#");
    if (uri !== undefined) this.#add(isAnchor ? uri.href : withoutFragment(uri), { file, pointer });
    const own = uri === undefined || isAnchor ? base : withoutFragment(uri);
    for (const keyword of draft === 4 ? [] : ["$anchor", "$dynamicAnchor"]) {
      const anchor = ownMember(value, keyword);
      if (typeof anchor !== "string") continue;
      this.#add(`${own}#${anchor}`, { file, pointer });
      if (keyword === "$dynamicAnchor") this.#dynamic.add(`${own}#${anchor}`);
    }
    return own;
  }

  #add(uri: string, place: Place): void {
    this.#places.set(uri, [...(this.#places.get(uri) ?? []), place]);
  }
}

/** Saves the walk through documents that have no such keyword. */
function mayNameSchemas({ content }: SpecFile, { draft, identifier }: SchemaRules): boolean {
  if (identifier === undefined || content === undefined) return false;
  return content.includes(identifier) || (draft !== 4 && content.includes("nchor"));
}

interface Found {
  readonly value: unknown;
  readonly pointer: string;
}

/** Where schemas begin: the whole of a file, or in a document of OpenAPI what stands for one. */
function schemaRoots(value: unknown): readonly Found[] {
  if (ownMember(value, "openapi") === undefined) return [{ value, pointer: "" }];
  const roots: Found[] = [];
  const open: Found[] = [{ value, pointer: "" }];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    for (const { key, ...member } of membersOf(here)) {
      if (key === "schema") roots.push(member);
      else if (key === "schemas" && here.pointer === "/components")
        roots.push(...membersOf(member));
      else if (!/^(?:x-|examples?$)/.test(key)) open.push(member);
    }
  }
  return roots;
}

function subschemasOf(schema: Found): readonly Found[] {
  return membersOf(schema).flatMap((member): readonly Found[] => {
    const isList = Array.isArray(member.value) && LIST_KEYWORDS.has(member.key);
    if (isList || MAP_KEYWORDS.has(member.key)) return membersOf(member);
    return SCHEMA_KEYWORDS.has(member.key) ? [member] : [];
  });
}

function membersOf({ value, pointer }: Found): readonly (Found & { readonly key: string })[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key, member]: readonly [string, unknown]) => ({
    key,
    value: member,
    pointer: childPointer(pointer, key),
  }));
}

/** What references are relative to in a file whose schemas say nothing else. */
function baseOf({ name }: SpecFile): string {
  return `file:///${name.split("/").map(encodeURIComponent).join("/")}`;
}

function resolveUri(reference: string, base: string): URL | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base) : undefined;
}

function withoutFragment({ href, hash }: URL): string {
  return href.slice(0, href.length - hash.length).replace(/#$/, "");
}
