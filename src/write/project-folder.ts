import { isUtf8 } from "node:buffer";
import type { Stats } from "node:fs";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import type { WritingMemory } from "./writing-memory.js";
import { dirname, isAbsolute, join, sep } from "node:path";
import { basePath } from "./base-path.js";
import { hashOf, MANIFEST } from "./manifest.js";

/**
 * A project's folder, below which alone files are read and written, and never through a link. One
 * call waits for the other: for thousands of small files, promises cost more than the files do.
 */
export class ProjectFolder {
  /** Where it is. */
  readonly root: string;
  readonly #folders = new Map<string, "folder" | "missing" | "link" | "other">();

  readonly #memory: WritingMemory | undefined;

  /** @param memory of the files that were read the time before */
  constructor(root: string, memory?: WritingMemory) {
    this.root = root;
    this.#memory = memory;
  }

  /** A file's text; undefined where there is none. */
  read(path: string): string | undefined {
    const stats = this.#find(path);
    if (stats === undefined) return undefined;
    const read = () => readFileSync(join(this.root, path), "utf8");
    return this.#memory?.text(path, stats, read) ?? read();
  }

  /** Whether an ordinary file is there: what a link leads to is not of the project. */
  has(path: string): boolean {
    return this.#find(path) !== undefined;
  }

  #find(path: string): Stats | undefined {
    if (this.#folder(dirname(path)) !== "folder") return undefined;
    const found = lstatSync(join(this.root, path), { throwIfNoEntry: false });
    return found?.isFile() === true ? found : undefined;
  }

  /** The first byte of a file that is no UTF-8: then what is read of it is not what is there. */
  foreignByte(path: string): { readonly offset: number; readonly byte: number } | undefined {
    const bytes = readFileSync(join(this.root, path));
    if (isUtf8(bytes)) return undefined;
    const read = Buffer.from(bytes.toString());
    const offset = bytes.findIndex((byte, at) => byte !== read[at]);
    return { offset, byte: bytes[offset] ?? 0 };
  }

  /**
   * What keeps `path` from being an ordinary file below ordinary folders: a symbolic link, or else a
   * file in place of a folder or the other way round. The project's folder may itself be a link.
   */
  obstacle(path: string): "link" | "other" | undefined {
    const folder = this.#folder(dirname(path));
    if (folder === "missing") return undefined;
    if (folder !== "folder") return folder;
    const found = lstatSync(join(this.root, path), { throwIfNoEntry: false });
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
      const root = statSync(this.root, { throwIfNoEntry: false });
      if (root === undefined) return "missing";
      return root.isDirectory() ? "folder" : "other";
    }
    const above = this.#folder(dirname(path));
    if (above !== "folder") return above;
    const found = lstatSync(join(this.root, path), { throwIfNoEntry: false });
    if (found === undefined) return "missing";
    if (found.isSymbolicLink()) return "link";
    return found.isDirectory() ? "folder" : "other";
  }

  /** The files below a folder, sorted; links and what they lead to are left out. */
  list(path: string): readonly string[] {
    if (this.#folder(path) !== "folder") return [];
    const folder = join(this.root, path);
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(path, parentPath.slice(folder.length), name))
      .map((found) => found.split(sep).join("/"))
      .toSorted();
  }

  /**
   * Writes files whole, and removes others. Whenever the process ends in between, the folder is as it
   * was, or what is left to do is written down and done by the next run: until all new texts are on
   * the disk no old one is touched, and from then on nothing can fail but the disk. Removing comes
   * first: where upper and lower case are the same, a new name may be an old one.
   */
  change(files: ReadonlyMap<string, string>, removed: readonly string[]): void {
    const written = [...files.keys()];
    const targets = [...files].map(([path, text]) => ({ target: join(this.root, path), text }));
    const folders = new Set([...written, JOURNAL].map((path) => dirname(join(this.root, path))));
    const before = Object.fromEntries(
      [...written, ...removed].map((path) => [path, hashOfFile(this.read(path))]),
    );
    for (const folder of folders) mkdirSync(folder, { recursive: true });
    this.#folders.clear();
    this.#writeDown({ isWhole: false, written, removed, before });
    try {
      for (const { target, text } of targets) {
        const mode = statSync(target, { throwIfNoEntry: false })?.mode;
        writeNew(temporary(target), text);
        if (mode !== undefined) chmodSync(temporary(target), mode & 0o777);
      }
    } catch (error) {
      this.#undo(written);
      throw error;
    }
    const journal = { isWhole: true, written, removed, before };
    this.#writeDown(journal);
    this.#finish(journal);
  }

  /** Whether a run was interrupted, so that the folder may be old in part. */
  get isInterrupted(): boolean {
    return this.obstacle(JOURNAL) === undefined && existsSync(join(this.root, JOURNAL));
  }

  /** The text that an interrupted run would have put in place of a file. */
  readPending(path: string): string | undefined {
    return this.isInterrupted ? this.read(temporary(path)) : undefined;
  }

  /**
   * Finishes what an interrupted run had begun, or undoes it where it was not ready to. What somebody
   * changed since stays as it is; where that is the manifest, as when git has changed branches, the run
   * was of another project than this, and nothing more of it is done.
   */
  recover(): void {
    const journal = readJournal(this.read(JOURNAL) ?? "");
    const isOrdinary = (path: string) => this.obstacle(path) === undefined;
    const written = journal.written.filter(isOrdinary);
    const isChanged = (path: string) => journal.before[path] !== hashOfFile(this.read(path));
    const changed = written.filter((path) => this.has(temporary(path)) && isChanged(path));
    if (!journal.isWhole || changed.includes(MANIFEST)) {
      this.#undo(written);
    } else {
      const dropped = new Set([...changed, ...changed.map(basePath)]);
      for (const path of dropped) {
        if (isOrdinary(path)) removeQuietly(join(this.root, temporary(path)));
      }
      const removed = journal.removed.filter((path) => isOrdinary(path) && !isChanged(path));
      this.#finish({ ...journal, written: written.filter((path) => !dropped.has(path)), removed });
    }
    this.#folders.clear();
  }

  #writeDown(journal: Journal): void {
    const file = join(this.root, JOURNAL);
    writeNew(temporary(file), JSON.stringify(journal));
    renameSync(temporary(file), file);
  }

  #finish({ written, removed }: Journal): void {
    for (const path of removed) this.#remove(path);
    for (const path of written) {
      const target = join(this.root, path);
      // Done already where an interrupted run is finished.
      if (existsSync(temporary(target))) renameSync(temporary(target), target);
    }
    rmSync(join(this.root, JOURNAL), { force: true });
  }

  #undo(written: readonly string[]): void {
    for (const path of written) removeQuietly(temporary(join(this.root, path)));
    removeQuietly(join(this.root, JOURNAL));
  }

  /** Removes a file, and the folders that it leaves empty. */
  #remove(path: string): void {
    rmSync(join(this.root, path), { force: true });
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
      try {
        rmdirSync(join(this.root, folder));
      } catch {
        return;
      }
    }
  }
}

/** What a run that changes files has still to do, below the project's folder. */
const JOURNAL = ".gatewright/journal.json";

interface Journal {
  /** Whether all new texts are on the disk, so that they can be put in place. */
  readonly isWhole: boolean;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** The hash that each of them had; null where there was no file. */
  readonly before: Readonly<Record<string, unknown>>;
}

/** What is no journal is one of nothing: then the file is in nobody's way but its own. */
function readJournal(text: string): Journal {
  try {
    const { isWhole, written, removed, before } = JSON.parse(text) as Record<
      keyof Journal,
      unknown
    >;
    const isSafe = (path: unknown): path is string => typeof path === "string" && staysBelow(path);
    if (Array.isArray(written) && Array.isArray(removed)) {
      return {
        isWhole: isWhole === true,
        written: written.filter(isSafe),
        removed: removed.filter(isSafe).filter(isGeneratedPath),
        before: { ...(before as object) },
      };
    }
  } catch {
    // Nothing can be done by it.
  }
  return { isWhole: false, written: [], removed: [], before: {} };
}

/** Whether a path is where generated files are; nothing else is ever removed. */
export function isGeneratedPath(path: string): boolean {
  return path.startsWith("src/generated/") && staysBelow(path);
}

/** Whether a path that a file names is one below the folder that it is joined to, on any system. */
function staysBelow(path: string): boolean {
  return !isAbsolute(path) && !path.includes("\0") && !path.split(/[\\/]/).includes("..");
}

function hashOfFile(text: string | undefined): string | null {
  return text === undefined ? null : hashOf(text);
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
