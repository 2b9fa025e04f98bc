import { join } from "node:path";
import type { FormatCheck } from "../../src/schema/formats.js";
import { FORMATS } from "../../src/schema/formats.js";

/** The runtime's function of a check. */
export async function loadCheck({ name, file }: FormatCheck): Promise<(value: unknown) => boolean> {
  const path = join(import.meta.dirname, "../../templates/runtime", `${file}.ts`);
  const exported = (await import(path)) as Record<string, unknown>;
  return exported[name] as (value: unknown) => boolean;
}

/** Whether a value has a format; of values of other types a format says nothing. */
export async function hasFormat(format: string, value: unknown): Promise<boolean> {
  const { string, number } = FORMATS.get(format) ?? {};
  if (typeof value === "string" && string !== undefined) return (await loadCheck(string))(value);
  if (typeof value === "number" && number !== undefined) return (await loadCheck(number))(value);
  return true;
}
