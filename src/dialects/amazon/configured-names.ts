import type { ConfiguredValue } from "../../model/configured-text.js";

/** The names of all values of one kind that parts of a model take from the settings, sorted. */
export function configuredNames(
  kind: ConfiguredValue["kind"],
  parts: readonly unknown[],
): readonly string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("kind" in value && value.kind === kind && "name" in value) names.add(String(value.name));
    Object.values(value).forEach(visit);
  };
  parts.forEach(visit);
  return [...names].toSorted();
}
