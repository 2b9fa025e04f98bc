import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import type { DocumentFiles, FileContent } from "./document-files.js";
import { MAX_BYTES } from "./limits.js";

const run = promisify(execFile);

/** A name of a document at a revision of the repository around the working directory. */
export interface GitName {
  readonly revision: string;
  /** From the top of the repository; with `./` or `../` in front, from the working directory. */
  readonly path: string;
}

/** Reads `git:REV:path`; undefined for any other name. */
export function parseGitName(name: string): GitName | undefined {
  const [, revision, path] = /^git:([^:]*):(.*)$/s.exec(name) ?? [];
  if (revision === undefined || path === undefined)
    return name.startsWith("git:") ? NONE : undefined;
  return { revision, path };
}

const NONE: GitName = { revision: "", path: "" };

/** What is wrong with a name, in a sentence that says what to do. */
export class GitNameError extends Error {}

/**
 * The files of a revision, the document's name among them. Nothing but git's own store is read, without
 * a shell; symbolic links in it are not followed.
 * @throws GitNameError when there is no such document
 */
export async function gitFiles(name: string, cwd: string): Promise<DocumentFiles> {
  const { revision, path } = parseGitName(name) ?? NONE;
  const fail = (why: string): never => {
    throw new GitNameError(`${name}: ${why}`);
  };
  if (revision === "" || path === "") fail("write git:REV:path, such as git:HEAD:openapi.yaml");
  if (revision.startsWith("-"))
    fail(`a revision does not begin with "-"; write a branch or commit`);
  if (/[\0\n]/.test(name)) fail("a name has no line ends in it");
  const ask = async (...args: readonly string[]): Promise<Buffer> => {
    const options = { cwd, encoding: "buffer", maxBuffer: 2 * MAX_BYTES } as const;
    return (await run("git", ["--no-pager", ...args], options)).stdout;
  };
  const line = async (otherwise: string, ...args: readonly string[]): Promise<string> => {
    try {
      return (await ask(...args)).toString("utf8").replace(/\n$/, "");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") fail("there is no git; install it");
      return fail(otherwise);
    }
  };
  const outside = "this is not in a git repository; run it inside of one, or name files";
  const top = await line(outside, "rev-parse", "--show-toplevel");
  const unknown = `there is no revision "${revision}" here; name a branch, a tag or a commit that git log shows, or fetch it first`;
  const commit = await line(
    unknown,
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  );
  const here = await realpath(cwd);
  const entry = resolve(/^\.\.?\//.test(path) ? here : top, path);
  const inside = (at: string) => relative(top, at).split(sep).join("/");
  if (/^(?:\.\.)?(?:\/|$)/.test(inside(entry))) fail("the path leaves the repository");
  const tree = parseTree(await ask("ls-tree", "-r", "-l", "-z", "--full-tree", commit));
  if (!tree.has(inside(entry))) {
    fail(`revision "${revision}" has no file "${inside(entry)}"; see git ls-tree -r ${revision}`);
  }
  return {
    pathOf: () => entry,
    nameOf: (at) => (at === entry ? name : `git:${revision}:${inside(at)}`),
    realPath: async (at) => (tree.has(inside(at)) || isFolder(tree, inside(at)) ? at : undefined),
    read: async (at): Promise<FileContent> => {
      const file = tree.get(inside(at));
      if (file === undefined) {
        return isFolder(tree, inside(at)) ? { notFile: "a folder" } : { missing: true };
      }
      if (!file.mode.startsWith("100")) {
        const isLink = file.mode === "120000";
        return {
          notFile: isLink ? "a symbolic link, which is not followed at a revision" : "a submodule",
        };
      }
      if (file.size > MAX_BYTES) return { tooLarge: file.size };
      return { bytes: await ask("cat-file", "blob", file.id) };
    },
  };
}

interface TreeFile {
  /** As git writes it: `100644`, `120000` for a symbolic link. */
  readonly mode: string;
  readonly id: string;
  readonly size: number;
}

/** The files of a revision by their paths, from the lines `mode type id size<TAB>path`. */
function parseTree(listed: Buffer): ReadonlyMap<string, TreeFile> {
  const entries = listed.toString("utf8").split("\0").filter(Boolean);
  return new Map(
    entries.map((entry): [string, TreeFile] => {
      const [about = "", path = ""] = entry.split(/\t(.*)/s);
      const [mode = "", , id = "", size] = about.split(/ +/);
      return [path, { mode, id, size: Number(size) || 0 }];
    }),
  );
}

function isFolder(tree: ReadonlyMap<string, TreeFile>, path: string): boolean {
  return path === "" || [...tree.keys()].some((each) => each.startsWith(`${path}/`));
}
