import type { Operation } from "../../model/gateway-model.js";

/** The names of the stage variables that the operations read, sorted. */
export function stageVariablesOf(operations: readonly Operation[]): readonly string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("kind" in value && value.kind === "stageVariable" && "name" in value) {
      names.add(String(value.name));
    }
    Object.values(value).forEach(visit);
  };
  operations.forEach(({ integration }) => visit(integration));
  return [...names].toSorted();
}
