import type { Schema } from "./schema.js";

/** The ids of the schemas that a schema refers to by itself. */
export function referencesOf(schema: Schema): readonly string[] {
  if (schema.kind === "reference") return [schema.schema];
  const inside = [
    ...schema.properties.map((each) => each.schema),
    ...(schema.items ? [schema.items] : []),
  ];
  return inside.flatMap(referencesOf);
}
