import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Has a project's own compiler check it, without writing anything.
 * @param root the project's folder
 * @returns what it prints; undefined where TypeScript is not installed
 * @throws Error if it ends with anything but errors that it found
 */
export function compileProject(root: string): string | undefined {
  const folder = typescriptOf(root);
  if (folder === undefined) return undefined;
  const args = [join(folder, "bin/tsc"), "-p", ".", "--noEmit", "--pretty", "false"];
  const options = { cwd: root, encoding: "utf8", maxBuffer: MAX_BYTES } as const;
  const { stdout, stderr, status, signal, error } = spawnSync(process.execPath, args, options);
  if (error) throw error;
  if (status !== 0 && !/\berror TS\d+: /.test(stdout)) {
    throw new Error(`the compiler ended with ${signal ?? status}: ${stderr || stdout}`);
  }
  return stdout;
}

const MAX_BYTES = 64 * 1024 * 1024;

function typescriptOf(root: string): string | undefined {
  try {
    return dirname(createRequire(join(root, "package.json")).resolve("typescript/package.json"));
  } catch {
    return undefined;
  }
}
