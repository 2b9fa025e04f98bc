// Generates the gateway anew from its document.
import { spawnSync } from "node:child_process";

const args = ["generate", "openapi.yaml", "--out", ".", ...process.argv.slice(2)];
const { status, error } = spawnSync("gatewright", args, {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (error) {
  console.error("gatewright is not installed here. Install it from where you have it:");
  console.error("  npm install --save-dev /path/to/gatewright");
  console.error("CI needs it in the repository: put the tarball of `npm pack` there, then");
  console.error("  npm install --save-dev ./gatewright.tgz");
}
process.exit(status ?? 1);
