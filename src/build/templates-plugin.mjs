import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";

const MODULE = "virtual:templates";
const RESOLVED = "\0virtual:templates";
const FOLDER = fileURLToPath(new URL("../../templates/", import.meta.url));

/**
 * How every template is compiled. `strict` and `knownHelpersOnly` make a misspelt hole or helper an
 * error; `preventIndent` leaves indentation to the code kit. Escaping stays on: src/render replaces
 * what it does, and a template compiled without it would bypass that guard.
 */
export const compileOptions = {
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
  noEscape: false,
};

/**
 * A plugin for rolldown and for vite that serves `virtual:templates`: every `templates/**\/*.hbs`,
 * precompiled, and every other file below `templates/` as text, byte for byte.
 * @param assetsFile where the texts go beside what is built, which takes less time to read than as code
 */
export function templates({ assetsFile } = {}) {
  return {
    name: "gatewright:templates",
    resolveId(id) {
      return id === MODULE ? RESOLVED : null;
    },
    load(id) {
      if (id !== RESOLVED) return null;
      const compiled = [];
      const assets = {};
      for (const path of filesBelow(FOLDER)) {
        this.addWatchFile?.(FOLDER + path);
        const text = readFileSync(FOLDER + path, "utf8");
        if (path.endsWith(".hbs")) {
          const key = JSON.stringify(path.slice(0, -".hbs".length));
          compiled.push(`  ${key}: ${Handlebars.precompile(text, { ...compileOptions })},\n`);
        } else {
          assets[path] = text;
        }
      }
      const source = JSON.stringify(assets);
      const templates = `export const templates = {\n${compiled.join("")}};\n`;
      if (assetsFile === undefined) return `${templates}export const assets = ${source};\n`;
      const file = this.emitFile({ type: "asset", fileName: assetsFile, source });
      return (
        `import { readFileSync } from "node:fs";\n${templates}` +
        `const texts = readFileSync(new URL(import.meta.ROLLUP_FILE_URL_${file}), "utf8");\n` +
        "export const assets = JSON.parse(texts);\n"
      );
    },
  };
}

/** Paths below `folder` with forward slashes, in code unit order so that builds are repeatable. */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("\\", "/"))
    .map((path) => path.slice(folder.replaceAll("\\", "/").length).replace(/^\/+/, ""))
    .toSorted();
}
