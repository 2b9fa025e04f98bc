import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const RUNTIME = join(ROOT, "templates/runtime");
const PROGRAMS = join(ROOT, "src/dev-gateway");
const TRACED = join(PROGRAMS, "traced");

/**
 * What `gatewright dev` runs gateways with: the runtime, each of its files a module that generated code
 * imports, with the packages that it needs. A file that has a namesake in `src/dev-gateway/traced` is
 * replaced by it, for all but the namesakes themselves.
 */
export function developmentPrograms() {
  const files = readdirSync(RUNTIME, { recursive: true }).filter((file) => file.endsWith(".ts"));
  const runtime = files.map((file) => {
    const name = file.replaceAll("\\", "/").replace(/\.ts$/, "");
    return [`runtime/${name}`, tracedFile(join(RUNTIME, file)) ?? join(RUNTIME, file)];
  });
  return {
    inputs: {
      ...Object.fromEntries(runtime),
      "gateway-process": join(PROGRAMS, "gateway-process.ts"),
      "mock-hooks": join(PROGRAMS, "mock-hooks.ts"),
    },
    plugin: {
      name: "gatewright:traced",
      resolveId(source, importer) {
        if (importer === undefined || !source.startsWith(".")) return null;
        if (!relative(TRACED, importer).startsWith("..")) return null;
        return tracedFile(resolve(dirname(importer), source.replace(/\.js$/, ".ts"))) ?? null;
      },
    },
  };
}

/** The file that traces what a file of the runtime does, if there is one. */
function tracedFile(file) {
  const traced = join(TRACED, relative(RUNTIME, file));
  return !relative(RUNTIME, file).startsWith("..") && existsSync(traced) ? traced : undefined;
}
