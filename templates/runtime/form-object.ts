import type { FieldReader } from "./field.js";
import type { SentField } from "./sent-field.js";
import { Unreadable } from "./unreadable.js";
import { pointer } from "./validation.js";

/** How fields are read, by name. */
export interface FieldReaders {
  readonly [name: string]: DeepReader;
}

/** Reads a text, or the members of an object, which are `name[member]`, however deep; or what may be both. */
export type DeepReader = FieldReader | FieldReaders | DeepChoice;

/** What a field may be: the ways that are given. */
interface Ways {
  /** Reads what is sent by the name alone where that is no text. */
  readonly alone?: FieldReader | undefined;
  readonly members?: FieldReaders | undefined;
  /** How items are read that are no texts. */
  readonly list?: { readonly items: DeepReader | undefined };
}

class DeepChoice {
  readonly ways: Ways;

  constructor(ways: Ways) {
    this.ways = ways;
  }
}

/**
 * A list, whose items are `name[]` each, or `name[0]` and so on.
 * @param items how they are read that are not texts
 * @param alone of a list or a scalar: how that is read if it is no text
 * @param members of a list or an object
 */
export function deepList(
  items?: DeepReader,
  alone?: FieldReader,
  members?: FieldReaders,
): DeepChoice {
  return new DeepChoice({ alone, members, list: { items } });
}

/** An object or a scalar that is no text. */
export function deepMembers(members: FieldReaders, alone: FieldReader): DeepChoice {
  return new DeepChoice({ alone, members });
}

/** More fields than this no form has, and more levels no name. */
export const MAX_FIELDS = 1000;
const MAX_LEVELS = 64;

/** What was sent by one name, and by those that go on from it. */
interface Node {
  readonly sent: SentField[];
  readonly members: Map<string, Node>;
}

/**
 * The object that the fields of a form make; throws what is unreadable.
 * @param otherwise reads the fields of other names
 */
export function formObject(
  fields: readonly (readonly [name: string, field: SentField])[],
  readers: FieldReaders,
  otherwise: FieldReader,
): Readonly<Record<string, unknown>> {
  const paths = fields.map(([name, field]) => [keysOf(name, readers), field] as const);
  return readMembers(growTree(paths), readers, otherwise);
}

/**
 * The value that fields make together; throws what is unreadable.
 * @param fields each with the members and items that lead to it
 * @param otherwise reads the fields that the reader does not know
 */
export function deepValue(
  fields: readonly (readonly [path: readonly string[], field: SentField])[],
  reader: DeepReader,
  otherwise: FieldReader,
): unknown {
  return readNode(growTree(fields), reader, otherwise);
}

function growTree(fields: readonly (readonly [path: readonly string[], field: SentField])[]): Node {
  if (fields.length > MAX_FIELDS) throw new Unreadable("maxProperties", "has too many fields");
  const root = newNode();
  for (const [path, field] of fields) {
    const [first = ""] = path;
    if (path.length > MAX_LEVELS) {
      throw new Unreadable("format", "has a field of too many levels", pointer(first));
    }
    let node = root;
    for (const key of path) {
      const next = node.members.get(key) ?? newNode();
      node.members.set(key, next);
      node = next;
    }
    node.sent.push(field);
  }
  return root;
}

function newNode(...sent: SentField[]): Node {
  return { sent, members: new Map() };
}

/**
 * `a`, `b` and `c` of `a[b][c]` where `a` is read by its members; else the name as it is. Readers take
 * much for such a name that is not quite one: `a[b]x`, `[a][b]`.
 */
function keysOf(name: string, readers: FieldReaders): readonly string[] {
  const open = name.indexOf("[");
  if (open === -1) return [name];
  const base = name.slice(0, open);
  if (open > 0 && typeof readerOf(readers, base) !== "object") return [name];
  const rest = name.slice(open);
  if (open === 0 || !/^(?:\[[^[\]]*\])+$/.test(rest)) {
    const at = open === 0 ? "" : pointer(base);
    throw new Unreadable("style", "must have each member and item in brackets", at);
  }
  return [base, ...levelsOf(rest)];
}

/** `b` and `c` of `[b][c]`. */
export function levelsOf(brackets: string): readonly string[] {
  return brackets === "" ? [] : brackets.slice(1, -1).split("][");
}

function readMembers({ members }: Node, readers: FieldReaders, otherwise: FieldReader) {
  const object: Record<string, unknown> = {};
  for (const [key, node] of members) {
    if (key === "__proto__") throw new Unreadable("propertyNames", "is no name", pointer(key));
    object[key] = readInner(node, key, readerOf(readers, key), otherwise);
  }
  return object;
}

function readNode(node: Node, reader: DeepReader | undefined, otherwise: FieldReader): unknown {
  const ways = waysOf(reader);
  const { alone = otherwise, members = {}, list } = ways;
  if (node.members.size === 0) return alone(node.sent);
  if (node.sent.length > 0) throw new Unreadable("type", "must be sent in one way");
  if (!isList(node, ways)) return readMembers(node, members, otherwise);
  return itemsOf(node).map((item, index) => readInner(item, index, list?.items, otherwise));
}

function waysOf(reader: DeepReader | undefined): Ways {
  if (reader instanceof DeepChoice) return reader.ways;
  return typeof reader === "function" ? { alone: reader } : { members: reader };
}

/** `[]` is of lists alone; indices may be the members of an object where there is no list. */
function isList({ members: sent }: Node, { list, members }: Ways): boolean {
  if (sent.has("")) return true;
  if (list === undefined || members === undefined) return list !== undefined;
  return [...sent.keys()].every((key) => /^\d+$/.test(key));
}

/** Reads a member or an item: what is unreadable in it is told by its place. */
function readInner(
  node: Node,
  key: string | number,
  reader: DeepReader | undefined,
  otherwise: FieldReader,
): unknown {
  try {
    return readNode(node, reader, otherwise);
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw new Unreadable("format", "is not UTF-8 text", pointer(key));
    }
    throw new Unreadable(error.keyword, error.message, pointer(key) + error.at);
  }
}

/** `name[]`, each an item, or items by their indices, of which none is left out. */
function itemsOf({ members }: Node): readonly Node[] {
  const unnumbered = members.get("");
  if (members.size === 1 && unnumbered?.members.size === 0) {
    return unnumbered.sent.map((each) => newNode(each));
  }
  return Array.from({ length: members.size }, (_, index) => {
    const item = members.get(String(index));
    if (item !== undefined) return item;
    throw new Unreadable("type", "must have its items by [], or by indices from [0] on");
  });
}

function readerOf(readers: FieldReaders, name: string): DeepReader | undefined {
  return Object.hasOwn(readers, name) ? readers[name] : undefined;
}
