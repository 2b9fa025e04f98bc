import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Puts modules into an empty folder, so that they find the runtime, and the packages of the project.
 * @param runtime the folder with the runtime's modules
 * @param project whose packages they import, if any
 * @returns the folder that their paths are below
 */
export function writeModules(
  folder: string,
  modules: ReadonlyMap<string, string | Buffer>,
  runtime: string,
  project: string | undefined,
): string {
  const base = linkPackages(folder, project);
  const made = new Set<string>();
  for (const [path, text] of [["package.json", '{"type":"module"}\n'], ...modules] as const) {
    const file = join(base, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, text, { mode: 0o600 });
  }
  // Node knows modules by where they really are: what hooks import is what the gateway runs.
  symlinkSync(runtime, join(base, "src/generated/runtime"), "junction");
  return base;
}

/** One folder below the other, each with packages where the project or a folder above it has them. */
function linkPackages(folder: string, project: string | undefined): string {
  let base = folder;
  for (const packages of packageFolders(project)) {
    base = join(base, "project");
    mkdirSync(base);
    symlinkSync(packages, join(base, "node_modules"), "junction");
  }
  return base;
}

/** The outermost first. */
function packageFolders(start: string | undefined): readonly string[] {
  if (start === undefined) return [];
  const above = dirname(start);
  const packages = join(start, "node_modules");
  const found = existsSync(packages) ? [packages] : [];
  return above === start ? found : [...packageFolders(above), ...found];
}
