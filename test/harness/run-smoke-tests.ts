import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "rolldown";

/** How a project's own tests went. */
export interface SmokeResult {
  readonly passed: number;
  readonly failed: number;
  /** What node:test says, in TAP. */
  readonly output: string;
}

/** What a project's tests may take. */
const TIMEOUT_MS = 45_000;

/** Bundles the smoke tests of a generated project as its own build does, and runs them. */
export async function runSmokeTests(folder: string): Promise<SmokeResult> {
  const file = join(folder, "dist-test/smoke.test.js");
  await build({
    cwd: folder,
    input: "test/smoke.test.ts",
    platform: "node",
    external: /^[^./]/,
    logLevel: "silent",
    output: { file, sourcemap: true },
  });
  const child = spawn(process.execPath, ["--test", "--test-reporter=tap", file], {
    // Node refuses to run tests within tests that it knows of.
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "inherit"],
    timeout: TIMEOUT_MS,
  });
  const output = await text(child.stdout);
  return { passed: counted(output, "pass"), failed: counted(output, "fail"), output };
}

function counted(output: string, what: "pass" | "fail"): number {
  const [, count] = new RegExp(`^# ${what} (\\d+)$`, "m").exec(output) ?? [];
  if (count === undefined) throw new Error(`node:test did not end: ${output}`);
  return Number(count);
}
