import { lstat, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A project's folder, below which alone files are read and written, and never through a link. */
export class ProjectFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** A file's text; undefined where there is none. */
  async read(path: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.#root, path), "utf8");
    } catch (error) {
      if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return undefined;
      throw error;
    }
  }

  /**
   * What keeps `path` from being an ordinary file below ordinary folders: a symbolic link, or else a
   * file in place of a folder or the other way round. The project's folder may itself be a link.
   */
  async obstacle(path: string): Promise<"link" | "other" | undefined> {
    const root = await present(stat(this.#root));
    if (root?.isDirectory() === false) return "other";
    const parts = path.split("/");
    for (let length = 1; length <= parts.length; length += 1) {
      const found = await present(lstat(join(this.#root, ...parts.slice(0, length))));
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
  async change(files: ReadonlyMap<string, string>, removed: readonly string[]): Promise<void> {
    const targets = [...files].map(([path, text]) => ({ target: join(this.#root, path), text }));
    try {
      for (const { target, text } of targets) {
        await mkdir(dirname(target), { recursive: true });
        await rm(temporary(target), { force: true });
        await writeFile(temporary(target), text, { flag: "wx" });
      }
    } catch (error) {
      for (const { target } of targets)
        await rm(temporary(target), { force: true }).catch(() => {});
      throw error;
    }
    for (const path of removed) await this.#remove(path);
    for (const { target } of targets) await rename(temporary(target), target);
  }

  /** Removes a file, and the folders that it leaves empty. */
  async #remove(path: string): Promise<void> {
    await rm(join(this.#root, path), { force: true });
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
      const removed = await rmdir(join(this.#root, folder)).then(
        () => true,
        () => false,
      );
      if (!removed) return;
    }
  }
}

function temporary(target: string): string {
  return `${target}.gatewright-new`;
}

async function present<Value>(look: Promise<Value>): Promise<Value | undefined> {
  try {
    return await look;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
