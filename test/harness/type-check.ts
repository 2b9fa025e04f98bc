import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./root.js";

/** Projects that one run of the compiler takes: its memory grows with their number. */
const AT_ONCE = 80;

/**
 * Compiles projects below a folder, many in one run, as each of them would be compiled alone: their
 * settings are the same.
 * @param compiler the package of the TypeScript to compile with
 * @returns the first errors of each project that has some, by the project's name
 */
export async function typeCheck(
  folder: string,
  projects: readonly string[],
  compiler: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const errors = new Map<string, string[]>();
  for (let first = 0; first < projects.length; first += AT_ONCE) {
    const batch = projects.slice(first, first + AT_ONCE);
    const [one = ""] = batch;
    const settings = JSON.parse(
      await readFile(join(folder, one, "tsconfig.json"), "utf8"),
    ) as object;
    const include = batch.flatMap((project) => [`${project}/src`, `${project}/test`]);
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ ...settings, include }));
    for (const line of (await compile(folder, compiler)).split("\n")) {
      const [, project] = /^([^/(]+\/[^/(]+)\/[^(]+\(\d+,\d+\): error /.exec(line) ?? [];
      if (project === undefined) {
        if (/\berror TS\d+/.test(line)) throw new Error(`the compiler failed: ${line}`);
        continue;
      }
      errors.set(project, [...(errors.get(project) ?? []), line]);
    }
  }
  return errors;
}

function compile(folder: string, compiler: string): Promise<string> {
  const tsc = join(ROOT, "node_modules", compiler, "bin/tsc");
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [tsc, "--noEmit", "--pretty", "false", "-p", "tsconfig.json"],
      { cwd: folder, maxBuffer: 256 * 1024 * 1024 },
      (error, said, complaints) => {
        if (error !== null && said === "") reject(new Error(`the compiler failed: ${complaints}`));
        else resolve(said);
      },
    );
  });
}
