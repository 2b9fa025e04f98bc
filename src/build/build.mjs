import { execFileSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { templates } from "./templates-plugin.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What is built, by the name of its file in `dist/`. All of them must exist. */
const ENTRIES = { cli: "src/cli/main.ts", index: "src/index.ts", demo: "samples/demo.ts" };

rmSync(`${ROOT}dist`, { recursive: true, force: true });
await build({
  cwd: ROOT,
  input: ENTRIES,
  platform: "node",
  external: isPackage,
  plugins: [templates()],
  logLevel: "warn",
  output: {
    dir: "dist",
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    banner: ({ name }) => (name === "cli" ? "#!/usr/bin/env node" : ""),
  },
});
chmodSync(`${ROOT}dist/cli.js`, 0o755);
const compiler = `${ROOT}node_modules/typescript/bin/tsc`;
execFileSync(process.execPath, [compiler, "-p", `${ROOT}src/build/tsconfig.types.json`], {
  stdio: "inherit",
});

/** Packages stay out of the bundle; what begins with `.`, `/` or `virtual:` is ours. */
function isPackage(id) {
  return (
    !id.startsWith(".") && !id.startsWith("virtual:") && !id.startsWith("\0") && !isAbsolute(id)
  );
}
