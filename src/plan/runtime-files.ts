import { posix } from "node:path";
import { assets } from "virtual:templates";

const FOLDER = "runtime/";

/** Only compiled templates import from here. */
const OF_TEMPLATES = `${FOLDER}velocity/`;

/** Names that the runtime's files export, as far as other files import them. */
export function runtimeExports(): readonly string[] {
  return Object.entries(assets).flatMap(([path, text]) =>
    path.startsWith(FOLDER) && !path.startsWith(OF_TEMPLATES)
      ? Array.from(
          text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm),
          ([, name]) => String(name),
        )
      : [],
  );
}

/** The runtime's files that `used` need, with what those import in turn, sorted. */
export function runtimeClosure(used: Iterable<string>): readonly string[] {
  const needed = new Set<string>();
  const visit = (file: string): void => {
    if (needed.has(file)) return;
    needed.add(file);
    const folder = posix.dirname(file);
    importsOf(file, /^(\.\.?\/.*)\.js$/).forEach((path) => visit(posix.join(folder, `${path}.ts`)));
  };
  for (const file of used) visit(file);
  return [...needed].toSorted();
}

/** The packages that files of the runtime import, sorted. */
export function packagesOf(files: readonly string[]): readonly string[] {
  const packages = files.flatMap((file) => importsOf(file, /^((?:@[\w-]+\/)?[a-z][\w-]*)$/));
  return [...new Set(packages)].toSorted();
}

function importsOf(file: string, specifier: RegExp): readonly string[] {
  const text = assets[`${FOLDER}${file}`];
  if (text === undefined) throw new Error(`the runtime has no file ${file}`);
  return Array.from(
    text.matchAll(/^(?:import|export) .*?from "([^"]+)";$|\bimport\("([^"]+)"\)/gms),
    ([, path, loadedLater = ""]) => specifier.exec(path ?? loadedLater)?.[1],
  ).filter((name) => name !== undefined);
}
