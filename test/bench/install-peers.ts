import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../harness/root.js";

/** Installs what the benchmark compares with, unless it is there. */
export function installPeers(): void {
  const cwd = join(ROOT, "test/bench");
  if (existsSync(join(cwd, "node_modules"))) return;
  process.stderr.write("installing the peers into test/bench (npm ci)\n");
  const { status } = spawnSync("npm", ["ci"], { cwd, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("npm ci failed in test/bench");
}
