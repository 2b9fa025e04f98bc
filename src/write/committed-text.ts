import { spawnSync } from "node:child_process";
import { hashOf } from "./manifest.js";

/**
 * A file as git has it, if that is one of the texts that gatewright wrote: then what was changed since
 * can be shown. Undefined without git, too.
 * @param root the project's folder
 * @param path of the file, below it
 */
export function committedText(
  root: string,
  path: string,
  hashes: ReadonlySet<string>,
): string | undefined {
  for (const revision of ["", "HEAD"]) {
    const { status, stdout } = spawnSync("git", ["cat-file", "blob", `${revision}:./${path}`], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: MAX_BYTES,
      stdio: ["ignore", "pipe", "ignore"],
    });
    if (status === 0 && hashes.has(hashOf(stdout))) return stdout;
  }
  return undefined;
}

const MAX_BYTES = 64 * 1024 * 1024;
