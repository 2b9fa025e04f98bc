import { lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
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

  /** Whether `path`, or a folder on the way to it, is a symbolic link. */
  async leadsOutside(path: string): Promise<boolean> {
    const parts = path.split("/");
    for (let length = 1; length <= parts.length; length += 1) {
      try {
        const stat = await lstat(join(this.#root, ...parts.slice(0, length)));
        if (stat.isSymbolicLink()) return true;
      } catch {
        return false;
      }
    }
    return false;
  }

  /** Writes a file whole: readers see the old text or the new one, never a part. */
  async write(path: string, text: string): Promise<void> {
    const target = join(this.#root, path);
    await mkdir(dirname(target), { recursive: true });
    const temporary = `${target}.gatewright-new`;
    await writeFile(temporary, text);
    await rename(temporary, target);
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.#root, path), { force: true });
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
