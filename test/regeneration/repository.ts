import { execFileSync, spawnSync } from "node:child_process";
import { stat, symlink } from "node:fs/promises";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate, type GenerateOptions, type GenerateResult } from "../../src/index.js";
import { filesBelow, ROOT, temporaryFolder, writeFiles } from "../project/generate-into.js";

/** A document and its gateway in a git repository of their own. */
export interface Repository {
  readonly folder: string;
  /** Generates the gateway; a run that writes nothing is one with `check`. */
  generate(options?: Partial<GenerateOptions>): Promise<GenerateResult>;
  git(...args: readonly string[]): string;
  commit(message: string): void;
  /** The gateway's files that differ from the last commit, but for the generator's own records. */
  changed(): readonly string[];
  /** What the compiler has to say: the file and the text of each line with an error. */
  typeErrors(): readonly string[];
  read(file: string): string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Replaces a text of a file, which must be there once. */
  edit(file: string, from: string, to: string): void;
  /** The lines that the owner wrote, by file: all of hooks, of other files what was not generated. */
  owned(): ReadonlyMap<string, readonly string[]>;
  /** The times at which files were written last. */
  times(): Promise<ReadonlyMap<string, number>>;
}

const IDENTITY = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"];

/** An empty one. The gateway is below `gateway`, the document `openapi.json`. */
export async function makeRepository(): Promise<Repository> {
  const folder = await temporaryFolder();
  const project = join(folder, "gateway");
  const git = (...args: readonly string[]) =>
    execFileSync("git", [...IDENTITY, ...args], { cwd: folder, encoding: "utf8" });
  git("init", "-q", "-b", "main");
  await writeFiles(folder, { ".gitignore": "node_modules\n" });
  await writeFiles(project, {});
  const at = (file: string) => join(project, file);
  return {
    folder,
    generate: (options) =>
      generate({ document: "openapi.json", out: "gateway", cwd: folder, ...options }),
    git,
    commit(message) {
      git("add", "-A");
      git("commit", "-q", "--allow-empty", "-m", message);
    },
    changed: () =>
      git("status", "--porcelain", "--untracked-files=all", "--no-renames")
        .split("\n")
        .map((line) => line.slice(3))
        .filter((path) => path.startsWith("gateway/") && !path.includes("/.gatewright/"))
        .map((path) => path.slice("gateway/".length))
        .toSorted(),
    typeErrors() {
      const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
      const args = [compiler, "--noEmit", "--pretty", "false"];
      const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
      const found = [...stdout.matchAll(/^(\S+)\((\d+),\d+\): error /gm)].map(
        ([, file = "", line]) =>
          `${file}: ${readFileSync(at(file), "utf8").split("\n")[Number(line) - 1]?.trim()}`,
      );
      return [...new Set(found)];
    },
    read: (file) => readFileSync(at(file), "utf8"),
    write: (files) => writeFiles(project, files),
    edit(file, from, to) {
      const text = readFileSync(at(file), "utf8");
      if (text.split(from).length !== 2) throw new Error(`${file} does not have ${from} once`);
      writeFileSync(
        at(file),
        text.replace(from, () => to),
      );
    },
    owned() {
      const files = git("ls-files", "gateway").trimEnd().split("\n");
      const owned = files
        .map((path) => path.slice("gateway/".length))
        .filter((path) => !/^(?:src\/generated|\.gatewright)\//.test(path));
      return new Map(
        owned.map((path) => {
          const base = at(`.gatewright/base/${path}.base`);
          const generated = existsSync(base) ? readFileSync(base, "utf8").split("\n") : [];
          const lines = readFileSync(at(path), "utf8").split("\n");
          return [path, lines.filter((line) => !generated.includes(line))];
        }),
      );
    },
    async times() {
      const paths = [...(await filesBelow(project)).keys()];
      const times = paths.map(async (path) => [path, (await stat(at(path))).mtimeMs] as const);
      return new Map(await Promise.all(times));
    },
  };
}

/** Lets the compiler find the packages of this repository. */
export async function linkPackages({ folder }: Repository): Promise<void> {
  await symlink(join(ROOT, "node_modules"), join(folder, "gateway/node_modules"), "junction");
}
