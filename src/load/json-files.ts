import { readdirSync, statSync } from "node:fs";
import { posix } from "node:path";

/**
 * The files that names are of: of a folder all that end in `.json`, also in folders below it, in a
 * stable order. Links in folders are not followed. Each file is there once.
 */
export function jsonFiles(names: readonly string[]): readonly string[] {
  const files = names.flatMap((name) => (isFolder(name) ? filesIn(name) : [name]));
  return [...new Set(files.map((file) => posix.normalize(file)))];
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => posix.join(entry.parentPath, entry.name))
    .toSorted();
}
