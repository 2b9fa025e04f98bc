import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "rolldown";
import { templates } from "../../src/build/templates-plugin.mjs";

// node test/harness/launch.mjs NAME [arguments]: compiles the harness `test/NAME/main.ts` together
// with the generator (the oldest Node that is supported runs no TypeScript), and runs it.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const [name = ""] = process.argv.splice(2, 1);
const main = `${ROOT}test/${name}/main.ts`;
if (!/^[\w-]+$/.test(name) || !existsSync(main)) throw new Error(`there is no harness ${name}`);

await build({
  cwd: ROOT,
  input: { [name]: main },
  platform: "node",
  external: isPackage,
  plugins: [templates()],
  logLevel: "warn",
  output: {
    dir: `dist/harness/${name}`,
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  },
});
process.setSourceMapsEnabled(true);
await import(pathToFileURL(`${ROOT}dist/harness/${name}/${name}.js`).href);

/** Packages stay out of the bundle; what begins with `.`, `/` or `virtual:` is ours. */
function isPackage(id) {
  return (
    !id.startsWith(".") && !id.startsWith("virtual:") && !id.startsWith("\0") && !isAbsolute(id)
  );
}
