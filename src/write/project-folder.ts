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
  readonly #folders = new Map<string, "folder" | "missing" | "link" | "other">();

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
    const folder = this.#folder(dirname(path));
    if (folder === "missing") return undefined;
    if (folder !== "folder") return folder;
    const found = lstatSync(join(this.#root, path), { throwIfNoEntry: false });
    if (found?.isSymbolicLink() === true) return "link";
    return found?.isFile() === false ? "other" : undefined;
  }

  /** What a folder was when it was first asked for: many files are in one. */
  #folder(path: string): "folder" | "missing" | "link" | "other" {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const found = this.#look(path);
    this.#folders.set(path, found);
    return found;
  }

  #look(path: string): "folder" | "missing" | "link" | "other" {
    if (path === ".") {
      const root = statSync(this.#root, { throwIfNoEntry: false });
      if (root === undefined) return "missing";
      return root.isDirectory() ? "folder" : "other";
    }
    const above = this.#folder(dirname(path));
    if (above !== "folder") return above;
    const found = lstatSync(join(this.#root, path), { throwIfNoEntry: false });
    if (found === undefined) return "missing";
    if (found.isSymbolicLink()) return "link";
    return found.isDirectory() ? "folder" : "other";
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
      for (const { target, text } of targets) writeNew(temporary(target), text);
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

/** Writes a file where nothing is; what a run before left there, or a link, goes first. */
function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    rmSync(file, { force: true });
    writeFileSync(file, text, { flag: "wx" });
  }
}

/** Tidies up after an error, which is the one to tell. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What is in its place is not ours.
  }
}
