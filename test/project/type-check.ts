import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { ROOT } from "./generate-into.js";

const VERSIONS = { typescript: /^7\./, typescript6: /^6\./, typescript5: /^5\.9/ };

/** Runs a version of the compiler over a project, as its own build does. Throws if it finds errors. */
export function typeCheck(project: string, compiler: keyof typeof VERSIONS): void {
  const folder = join(ROOT, "node_modules", compiler);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly version: string;
  };
  expect(version).toMatch(VERSIONS[compiler]);
  execFileSync(process.execPath, [join(folder, "bin/tsc"), "--noEmit"], { cwd: project });
}
