/** What a document maps: the same every time, or made of what is at hand. */
export type MappedFrom<Given extends readonly unknown[], Value extends object> =
  Value | ((...given: Given) => Value);

/** The value of a mapping, if there is one. */
export function mappedFrom<Given extends readonly unknown[], Value extends object>(
  mapping: MappedFrom<Given, Value> | undefined,
  ...given: Given
): Value | undefined {
  return typeof mapping === "function" ? mapping(...given) : mapping;
}
