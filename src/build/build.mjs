import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { developmentPrograms } from "./development-programs.mjs";
import { templates } from "./templates-plugin.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What is built, by the name of its file in `dist/`. All of them must exist. */
const ENTRIES = {
  cli: "src/cli/main.ts",
  index: "src/index.ts",
  "config-hooks": "src/config/config-hooks.ts",
  demo: "samples/demo.ts",
};

const { dependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8"));

rmSync(`${ROOT}dist`, { recursive: true, force: true });
const { output } = await build({
  cwd: ROOT,
  input: ENTRIES,
  platform: "node",
  external: isDependency,
  // What Node.js would take finds its own parts by a `require` that no bundler follows.
  resolve: { alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" } },
  plugins: [templates({ assetsFile: "templates.json" })],
  logLevel: "warn",
  output: {
    dir: "dist",
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    // Compiling what only people read would take longer, at every start. Names stay, for stacks.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    banner: ({ name }) => (name === "cli" ? "#!/usr/bin/env node" : ""),
  },
});
chmodSync(`${ROOT}dist/cli.js`, 0o755);

const programs = developmentPrograms();
const { output: developmentOutput } = await build({
  cwd: ROOT,
  input: programs.inputs,
  platform: "node",
  plugins: [programs.plugin],
  logLevel: "warn",
  output: {
    dir: "dist/dev",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  },
});
const compiler = `${ROOT}node_modules/typescript/bin/tsc`;
execFileSync(process.execPath, [compiler, "-p", `${ROOT}src/build/tsconfig.types.json`], {
  stdio: "inherit",
});

writeFileSync(`${ROOT}dist/licenses.txt`, licencesOf([...output, ...developmentOutput]));

/**
 * What is in package.json's `dependencies` is installed with gatewright. Other packages are bundled:
 * to find and read their many files takes longer than to generate a small project.
 */
function isDependency(id) {
  return Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`));
}

/** The licences of the packages that are bundled, which ask for no more than to be passed on. */
function licencesOf(chunks) {
  const modules = chunks.flatMap((chunk) => Object.keys(chunk.modules ?? {}));
  const folders = modules.flatMap(
    (module) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(module)?.[0] ?? [],
  );
  const texts = [...new Set(folders)].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file === undefined ? license : readFileSync(`${folder}/${file}`, "utf8");
    if (typeof text !== "string") throw new Error(`${name} does not say what its licence is`);
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}
