import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The project that a folder is in, or is; undefined where there is none. */
export function findProject(folder: string): string | undefined {
  if (existsSync(join(folder, ".gatewright/manifest.json"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : findProject(above);
}
