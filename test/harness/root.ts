import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The project's folder, from a harness's source as well as from its bundle. */
export const ROOT = projectFolder(import.meta.dirname);

function projectFolder(folder: string): string {
  return existsSync(join(folder, "templates/runtime")) ? folder : projectFolder(dirname(folder));
}
