import type { FieldReader } from "./field.js";
import type { SentField } from "./sent-field.js";
import { Unreadable } from "./unreadable.js";
import { pointer } from "./validation.js";

/** How fields are read, by name; those of a nested object are `name[member]`, however deep. */
export interface FieldReaders {
  readonly [name: string]: FieldReader | FieldReaders | DeepList;
}

class DeepList {
  readonly alone: FieldReader;
  readonly items: FieldReaders[string] | undefined;

  constructor(alone: FieldReader, items: FieldReaders[string] | undefined) {
    this.alone = alone;
    this.items = items;
  }
}

/**
 * A list whose items are `name[]` each, or `name[0]` and so on.
 * @param alone reads what is sent by the name alone
 * @param items how they are read that are not texts
 */
export function deepList(alone: FieldReader, items?: FieldReaders[string]): DeepList {
  return new DeepList(alone, items);
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
  if (fields.length > MAX_FIELDS) throw new Unreadable("maxProperties", "has too many fields");
  const root = newNode();
  for (const [name, field] of fields) {
    let node = root;
    for (const key of keysOf(name, readers)) {
      const next = node.members.get(key) ?? newNode();
      node.members.set(key, next);
      node = next;
    }
    node.sent.push(field);
  }
  return readMembers(root, readers, otherwise);
}

function newNode(...sent: SentField[]): Node {
  return { sent, members: new Map() };
}

/** `a`, `b` and `c` of `a[b][c]` where `a` is read by its members; else the name as it is. */
function keysOf(name: string, readers: FieldReaders): readonly string[] {
  const [found, base = "", rest = ""] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  if (found === undefined || typeof readerOf(readers, base) !== "object") return [name];
  const keys = [base, ...rest.slice(1, -1).split("][")];
  if (keys.length <= MAX_LEVELS) return keys;
  throw new Unreadable("format", "has a field of too many levels", pointer(base));
}

function readMembers({ members }: Node, readers: FieldReaders, otherwise: FieldReader) {
  const object: Record<string, unknown> = {};
  for (const [key, node] of members) {
    if (key === "__proto__") throw new Unreadable("propertyNames", "is no name", pointer(key));
    object[key] = readNode(node, key, readerOf(readers, key), otherwise);
  }
  return object;
}

function readNode(
  node: Node,
  key: string | number,
  reader: FieldReaders[string] | undefined,
  otherwise: FieldReader,
): unknown {
  try {
    const { sent, members } = node;
    if (members.size === 0) {
      const alone = reader instanceof DeepList ? reader.alone : reader;
      return typeof alone === "function" ? alone(sent) : otherwise(sent);
    }
    if (sent.length > 0) throw new Unreadable("type", "must be sent in one way");
    if (!(reader instanceof DeepList)) {
      return readMembers(node, typeof reader === "object" ? reader : {}, otherwise);
    }
    return itemsOf(node).map((item, index) => readNode(item, index, reader.items, otherwise));
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

function readerOf(readers: FieldReaders, name: string): FieldReaders[string] | undefined {
  return Object.hasOwn(readers, name) ? readers[name] : undefined;
}
