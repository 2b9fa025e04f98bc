import { childPointer, ownMember } from "./json-pointer.js";
import { SIZE_OF_VALUE } from "./limits.js";
import { Origins, type Origin } from "./origins.js";
import type { Path } from "./select-nodes.js";

type Container = Record<string, unknown> | unknown[];

/**
 * A value while overlays change it. What is changed is copied first, so that a part that YAML aliases
 * share changes only where it was selected, and the value that it began as stays as it is.
 */
export class OverlaidValue {
  readonly origins: Origins;
  #root: unknown;
  readonly #copies = new WeakSet<object>();

  constructor(root: unknown, file: string) {
    this.#root = root;
    this.origins = new Origins(file);
  }

  get value(): unknown {
    return this.#root;
  }

  /** Merges an update into the object at a path, or appends it to the list there. */
  update(path: Path, update: unknown, from: Origin): void {
    const target = this.#copyAt(path);
    const keys = path.map(String);
    if (Array.isArray(target)) this.#append(target, keys, update, from);
    else if (target && isObject(update)) this.#merge(target, keys, update, from);
  }

  /** Removes what is at these paths, none of which is the root. */
  remove(paths: readonly Path[]): void {
    const byParent = new Map<string, { parent: Path; names: (string | number)[] }>();
    for (const path of paths) {
      const parent = path.slice(0, -1);
      const id = JSON.stringify(parent);
      const names = byParent.get(id)?.names ?? [];
      byParent.set(id, { parent, names });
      names.push(path.at(-1) ?? "");
    }
    // Innermost first: to remove an item changes the paths of what is in those after it.
    const groups = [...byParent.values()].toSorted((a, b) => b.parent.length - a.parent.length);
    for (const { parent, names } of groups) {
      const holder = this.#copyAt(parent);
      if (Array.isArray(holder)) this.#removeItems(holder, parent.map(String), new Set(names));
      else if (holder !== undefined) for (const name of names) delete holder[name];
    }
  }

  #removeItems(list: unknown[], keys: readonly string[], removed: ReadonlySet<unknown>): void {
    const kept = [...list.keys()].filter((index) => !removed.has(index));
    this.origins.keepItems(keys, kept);
    const items = kept.map((index) => list[index]);
    list.splice(0, list.length, ...items);
  }

  #append(list: unknown[], keys: readonly string[], update: unknown, from: Origin): void {
    const items: readonly unknown[] = Array.isArray(update) ? update : [update];
    for (const [index, item] of items.entries()) {
      const origin = Array.isArray(update) ? childOf(from, index) : from;
      this.origins.replace([...keys, String(list.length)], origin);
      list.push(item);
    }
  }

  #merge(
    into: Record<string, unknown>,
    keys: readonly string[],
    update: object,
    from: Origin,
  ): void {
    for (const [key, value] of Object.entries(update)) {
      const within = [...keys, key];
      const origin = childOf(from, key);
      const before = ownMember(into, key);
      if (isObject(before) && isObject(value)) {
        this.#merge(this.#copyOf(into, key) as Record<string, unknown>, within, value, origin);
      } else if (Array.isArray(before) && Array.isArray(value)) {
        this.#append(this.#copyOf(into, key) as unknown[], within, value, origin);
      } else {
        define(into, key, value);
        this.origins.replace(within, origin);
      }
    }
  }

  /** The object or list at a path, which may be changed; undefined if it is no longer there. */
  #copyAt(path: Path): Container | undefined {
    const holder = { "": this.#root };
    let here: Container | undefined = this.#copyOf(holder, "");
    this.#root = holder[""];
    for (const key of path) here = here && this.#copyOf(here, key);
    return here;
  }

  #copyOf(holder: Container, key: string | number): Container | undefined {
    const value = ownMember(holder, key);
    if (typeof value !== "object" || value === null) return undefined;
    if (this.#copies.has(value)) return value as Container;
    const copy: Container = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
    this.#copies.add(copy);
    define(holder, key, copy);
    return copy;
  }
}

/** What a value adds to the size of a document, with its aliases written out. */
export function sizeOf(value: unknown): number {
  if (typeof value !== "object" || value === null) {
    return SIZE_OF_VALUE + (typeof value === "string" ? value.length : 0);
  }
  return Object.values(value).reduce<number>(
    (size, member) => size + sizeOf(member),
    SIZE_OF_VALUE,
  );
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Sets a member whatever it is called: to assign to `__proto__` would change the prototype. */
function define(holder: object, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function childOf({ file, pointer }: Origin, key: string | number): Origin {
  return { file, pointer: childPointer(pointer, key) };
}
