import { execFile } from "node:child_process";
import { relative, resolve, sep } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * The revision before a document changed last: the last commit, if it changed since; else the one before
 * the last commit that changed it.
 * @param paths absolute paths of its files, the document first
 * @returns its name as `git:REV:path`; undefined without git, or where it has not changed yet
 */
export async function lastChange(
  paths: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  const [document = ""] = paths;
  const git = async (...args: readonly string[]) =>
    (await run("git", ["--no-pager", ...args], { cwd })).stdout.trim();
  try {
    const top = await git("rev-parse", "--show-toplevel");
    const path = relative(top, resolve(cwd, document)).split(sep).join("/");
    const changed = await git("status", "--porcelain", "--", ...paths);
    if (changed !== "") return `git:HEAD:${path}`;
    const [, before] = (await git("log", "-1", "--format=%h %p", "--", ...paths)).split(" ");
    return before === undefined ? undefined : `git:${before}:${path}`;
  } catch {
    return undefined;
  }
}
