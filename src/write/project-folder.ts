import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/**
 * A project's folder, below which alone files are read and written, and never through a link. One
 * call waits for the other: for thousands of small files, promises cost more than the files do.
 */
export class ProjectFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** A file's text; undefined where there is none. */
  read(path: string): string | undefined {
    const file = join(this.#root, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /**
   * What keeps `path` from being an ordinary file below ordinary folders: a symbolic link, or else a
   * file in place of a folder or the other way round. The project's folder may itself be a link.
   */
  obstacle(path: string): "link" | "other" | undefined {
    const root = statSync(this.#root, { throwIfNoEntry: false });
    if (root?.isDirectory() === false) return "other";
    const parts = path.split("/");
    for (let length = 1; length <= parts.length; length += 1) {
      const part = join(this.#root, ...parts.slice(0, length));
      const found = lstatSync(part, { throwIfNoEntry: false });
      if (found === undefined) return undefined;
      if (found.isSymbolicLink()) return "link";
      const expected = length === parts.length ? found.isFile() : found.isDirectory();
      if (!expected) return "other";
    }
    return undefined;
  }

  /**
   * Writes files whole, in order: readers see the old text or the new one, never a part. Nothing is
   * replaced or removed before the last of the new texts is on the disk. Removing comes first: where
   * upper and lower case are the same, a new name may be an old one.
   */
  change(files: ReadonlyMap<string, string>, removed: readonly string[]): void {
    const targets = [...files].map(([path, text]) => ({ target: join(this.#root, path), text }));
    try {
      for (const folder of new Set(targets.map(({ target }) => dirname(target)))) {
        mkdirSync(folder, { recursive: true });
      }
      for (const { target, text } of targets) {
        rmSync(temporary(target), { force: true });
        writeFileSync(temporary(target), text, { flag: "wx" });
      }
    } catch (error) {
      for (const { target } of targets) removeQuietly(temporary(target));
      throw error;
    }
    for (const path of removed) this.#remove(path);
    for (const { target } of targets) renameSync(temporary(target), target);
  }

  /** Removes a file, and the folders that it leaves empty. */
  #remove(path: string): void {
    rmSync(join(this.#root, path), { force: true });
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
      try {
        rmdirSync(join(this.#root, folder));
      } catch {
        return;
      }
    }
  }
}

function temporary(target: string): string {
  return `${target}.gatewright-new`;
}

/** Tidies up after an error, which is the one to tell. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What is in its place is not ours.
  }
}
