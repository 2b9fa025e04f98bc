import type { Stats } from "node:fs";
import { hashOf } from "./manifest.js";
import type { RenderedFile } from "./write-project.js";

/** What writing a project leaves to the next time in the same process. */
export class WritingMemory {
  readonly #read = new Map<string, { readonly stats: Stats; readonly text: string }>();
  readonly #hashes = new WeakMap<RenderedFile, string>();

  /** The text of a file as it was read before, if nobody has written to it since. */
  text(path: string, stats: Stats, read: () => string): string {
    const known = this.#read.get(path);
    if (known !== undefined && isSame(known.stats, stats)) return known.text;
    const text = read();
    this.#read.set(path, { stats, text });
    return text;
  }

  /** The hash of a file that was rendered, perhaps for the time before. */
  hash(file: RenderedFile): string {
    const known = this.#hashes.get(file);
    if (known !== undefined) return known;
    const hash = hashOf(file.text());
    this.#hashes.set(file, hash);
    return hash;
  }
}

function isSame(one: Stats, other: Stats): boolean {
  return (
    one.ino === other.ino &&
    one.size === other.size &&
    one.mtimeMs === other.mtimeMs &&
    one.ctimeMs === other.ctimeMs
  );
}
