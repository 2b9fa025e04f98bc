import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { Location } from "../diagnostics/diagnostic.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { diskFiles, type DocumentFiles } from "./document-files.js";
import { percentDecode } from "./percent-decode.js";

/** Why a reference was not read; it is reported where the reference is followed. */
export type Refusal = (reporter: Reporter, at: Location) => void;

/** Decides which files references may read: those under a few root folders, and nothing remote. */
export class ReferenceFiles {
  readonly #roots: readonly string[];
  readonly #hosts: ReadonlySet<string>;
  readonly #files: DocumentFiles;
  /** Paths that references may read, and that nothing is at. */
  readonly missing = new Set<string>();

  private constructor(roots: readonly string[], allowed: readonly string[], files: DocumentFiles) {
    this.#roots = roots;
    this.#files = files;
    this.#hosts = new Set(allowed.map((name) => name.replace(/^https?:\/\/([^/]*).*$/, "$1")));
  }

  /** `allowed` names more folders, or hosts. Folders that don't exist allow nothing. */
  static async under(
    folder: string,
    allowed: readonly string[],
    cwd: string,
    files = diskFiles(cwd),
  ) {
    const named = [folder, ...allowed.map((name) => resolve(cwd, name))];
    const real = await Promise.all(named.map((each) => files.realPath(each)));
    const roots = [...named, ...real.filter((root) => root !== undefined)];
    return new ReferenceFiles(roots, allowed, files);
  }

  /**
   * The path of the file that `reference`, in the file at `from`, names. It must be under a root by
   * its name, so that nobody learns whether a file outside exists, and by its real path too.
   */
  async resolve(reference: string, from: string): Promise<string | Refusal> {
    const remote = /^(?:https?:)?\/\/([^/?#]*)/i.exec(reference);
    if (remote) {
      const allowed = this.#hosts.has(remote[1] ?? "");
      return (reporter, at) => reporter.report("remote-reference", at, { reference, allowed });
    }
    const encoded = reference.split("#", 1)[0] ?? "";
    const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(encoded)?.[0];
    const name = percentDecode(encoded);
    if (scheme) return unsupported(reference, `"${scheme}" is not a relative path`);
    if (name === undefined) return malformed(reference, "a % is not followed by two hex digits");
    if (name === "") return malformed(reference, "it is empty");
    if (name.includes("\\")) return unsupported(reference, "it has a backslash");
    if (name.includes("\0")) return unsupported(reference, "it has a NUL character");

    const outside: Refusal = (reporter, at) =>
      reporter.report("reference-outside", at, { reference });
    const path = resolve(dirname(from), name);
    if (!this.#mayRead(path)) return outside;
    const real = await this.#files.realPath(path);
    if (real === undefined) {
      this.missing.add(path);
      return (reporter, at) => reporter.report("file-not-found", at, { file: name });
    }
    return this.#mayRead(real) ? path : outside;
  }

  #mayRead(path: string): boolean {
    return this.#roots.some((root) => {
      const inside = relative(root, path);
      return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
    });
  }
}

function unsupported(reference: string, why: string): Refusal {
  return (reporter, at) => reporter.report("unsupported-reference", at, { reference, why });
}

function malformed(reference: string, why: string): Refusal {
  return (reporter, at) => reporter.report("malformed-reference", at, { reference, why });
}
