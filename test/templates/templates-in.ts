import { parseDocument } from "yaml";

/** The mapping templates of a document in JSON or YAML; none if it is neither. */
export function templatesIn(text: string, path: string): readonly string[] {
  try {
    return [...found(path.endsWith(".json") ? JSON.parse(text) : parseDocument(text).toJS())];
  } catch {
    return [];
  }
}

/** The texts below `requestTemplates` and `responseTemplates`, wherever those stand. */
function* found(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (/^(?:request|response)Templates$/.test(key) && typeof member === "object") {
      yield* Object.values(member ?? {}).filter((each) => typeof each === "string");
    }
    yield* found(member);
  }
}
