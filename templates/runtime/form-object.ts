import type { FieldReader } from "./field.js";
import type { SentField } from "./sent-field.js";
import { Unreadable } from "./unreadable.js";
import { pointer } from "./validation.js";

/** How fields are read, by name; those of a nested object are `name[member]`. */
export interface FieldReaders {
  readonly [name: string]: FieldReader | FieldReaders;
}

/** More fields than this no form has. */
export const MAX_FIELDS = 1000;

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
  const sent = new Map<string, SentField[]>();
  for (const [name, field] of fields) {
    const others = sent.get(name);
    if (others === undefined) sent.set(name, [field]);
    else others.push(field);
  }
  const object: Record<string, unknown> = {};
  for (const [name, values] of sent) {
    const [holder, key, own] = placeOf(name, object, readers);
    const reader = typeof own === "function" ? own : otherwise;
    if (key === "__proto__") throw new Unreadable("propertyNames", "is no name", pointer(name));
    try {
      holder[key] = reader(values);
    } catch (error) {
      if (!(error instanceof Unreadable)) {
        throw new Unreadable("format", "is not UTF-8 text", pointer(name));
      }
      throw new Unreadable(error.keyword, error.message, pointer(name) + error.at);
    }
  }
  return object;
}

/** Where the value of a field belongs, and what reads it if that is known. */
function placeOf(name: string, object: Record<string, unknown>, readers: FieldReaders) {
  const [, base = "", member = ""] = /^([^[\]]+)\[([^[\]]*)\]$/.exec(name) ?? [];
  const nested = readerOf(readers, base);
  if (typeof nested !== "object") return [object, name, readerOf(readers, name)] as const;
  const holder = (Object.hasOwn(object, base) ? object[base] : {}) as Record<string, unknown>;
  object[base] = holder;
  return [holder, member, readerOf(nested, member)] as const;
}

function readerOf(readers: FieldReaders, name: string): FieldReader | FieldReaders | undefined {
  return Object.hasOwn(readers, name) ? readers[name] : undefined;
}
