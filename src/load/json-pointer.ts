/** The pointer to a member of the value at `pointer`. */
export function childPointer(pointer: string, key: string | number): string {
  return `${pointer}/${/[~/]/.test(String(key)) ? escaped(String(key)) : key}`;
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The keys that a pointer names, outermost first; undefined when it is not a JSON pointer. */
export function pointerKeys(pointer: string): string[] | undefined {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return undefined;
  const keys = pointer.slice(1).split("/");
  if (!pointer.includes("~")) return keys;
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * The member `key` of a parsed value, or undefined. Own members only: neither a prototype's nor an
 * array's "length" can be reached, whatever a document calls its keys.
 */
export function ownMember(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    const isIndex = typeof key === "number" || /^(0|[1-9]\d*)$/.test(key);
    return isIndex ? (value[Number(key)] as unknown) : undefined;
  }
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}
