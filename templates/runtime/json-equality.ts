/** Values that are compared as JSON: members in any order. */
export function jsonSet(values: readonly unknown[]): { has(value: unknown): boolean } {
  const texts = new Set(values.map(canonical));
  return { has: (value) => texts.has(canonical(value)) };
}

/** Whether no two items are equal, as JSON. */
export function isUnique(items: readonly unknown[]): boolean {
  return new Set(items.map(canonical)).size === items.length;
}

/** JSON in which equal values have equal texts. */
function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .toSorted();
  return `{${members.join(",")}}`;
}
