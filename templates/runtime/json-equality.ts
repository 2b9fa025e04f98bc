/** Whether a value equals one of a list, as JSON: members in any order. */
export function isOneOf(value: unknown, allowed: readonly unknown[]): boolean {
  const text = canonical(value);
  return allowed.some((each) => canonical(each) === text);
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
