import { readFile, realpath, stat } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { MAX_BYTES } from "./limits.js";

/** What is in a file, or why that cannot be had. */
export type FileContent =
  | { readonly bytes: Buffer }
  | { readonly missing: true }
  /** What it is instead of a file. */
  | { readonly notFile: string }
  /** Its size, which is over the limit. */
  | { readonly tooLarge: number }
  | { readonly unreadable: string };

/** Where the files of a document are read from. Paths are absolute. */
export interface DocumentFiles {
  /** The path of a document as the user names it. */
  pathOf(name: string): string;
  /** What diagnostics call the file at a path. */
  nameOf(path: string): string;
  /** The path without symbolic links; undefined if there is no such file. */
  realPath(path: string): Promise<string | undefined>;
  read(path: string): Promise<FileContent>;
}

/** The files of the disk; names are relative to `cwd`. */
export function diskFiles(cwd: string): DocumentFiles {
  return {
    pathOf: (name) => resolve(cwd, name),
    nameOf: (path) => relative(cwd, path).split(sep).join("/"),
    realPath: (path) => realpath(path).catch(() => undefined),
    read: readFromDisk,
  };
}

export async function readFromDisk(path: string): Promise<FileContent> {
  try {
    const about = await stat(path);
    if (!about.isFile()) return { notFile: about.isDirectory() ? "a folder" : "a pipe or device" };
    if (about.size > MAX_BYTES) return { tooLarge: about.size };
    return { bytes: await readFile(path) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return { missing: true };
    const isDenied = code === "EACCES" || code === "EPERM";
    return { unreadable: isDenied ? "permission denied" : (code ?? String(error)) };
  }
}
