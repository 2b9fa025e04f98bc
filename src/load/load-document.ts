import { dirname, resolve } from "node:path";
import type { Reporter } from "../diagnostics/reporter.js";
import { diskFiles, type DocumentFiles } from "./document-files.js";
import { loadVariables } from "./load-variables.js";
import type { ReadingMemory } from "./reading-memory.js";
import { ReferenceFiles, type Refusal } from "./reference-files.js";
import { SpecFile } from "./spec-file.js";
import { SpecSource } from "./spec-source.js";
import { Variables } from "./variables.js";

export interface LoadOptions {
  /** What `path` and allowed folders are relative to; the process's working directory unless given. */
  readonly cwd?: string;
  /** More folders that references may read from, or hosts, beside the document's own folder. */
  readonly allowRefs?: readonly string[];
  /** Overlays to apply to the document, in this order. */
  readonly overlays?: readonly string[];
  /** Values of the document's placeholders, by name. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A file with more of them, over which those win. */
  readonly variablesFile?: string | undefined;
  /** Where the document and what it refers to are read from, in place of the disk. */
  readonly files?: DocumentFiles;
}

/**
 * Reads a document and, transitively, the files that its references name. There is always a source
 * to print diagnostics from; when the document has no usable value, its `root` is undefined and
 * errors were reported. Problems of other files are reported when a reference to them is followed:
 * not everything that looks like a reference is one, an example may hold anything.
 */
export async function loadDocument(
  path: string,
  options: LoadOptions,
  reporter: Reporter,
  memory?: ReadingMemory,
): Promise<SpecSource> {
  const { cwd = process.cwd(), allowRefs = [], overlays = [], variables, variablesFile } = options;
  const { files = diskFiles(cwd) } = options;
  const given =
    variablesFile === undefined ? undefined : await loadVariables(variablesFile, cwd, reporter);
  const entryPath = files.pathOf(path);
  const asWritten = await SpecFile.read(entryPath, path, files.read, memory);
  const overlayFiles = await Promise.all(
    overlays.map((name) => SpecFile.read(resolve(cwd, name), name)),
  );
  for (const { problems } of [asWritten, ...overlayFiles]) {
    for (const problem of problems) reporter.add(problem);
  }
  const entry = await overlaid(asWritten, overlayFiles, reporter);

  const readable = await ReferenceFiles.under(dirname(entryPath), allowRefs, cwd, files);
  const byPath = new Map([[entryPath, entry]]);
  const byName = new Map([[path, entry]]);
  const load = async (reference: string, from: SpecFile): Promise<SpecFile | Refusal> => {
    const target = await readable.resolve(reference, from.path);
    if (typeof target !== "string") return target;
    const known = byPath.get(target);
    if (known) return known;
    const name = freeName(files.nameOf(target), byName);
    const file = await SpecFile.read(target, name, files.read, memory);
    byPath.set(target, file);
    byName.set(name, file);
    return file;
  };
  // A map's iterator goes on to what is added on the way.
  for (const file of byName.values()) {
    for (const reference of file.references) {
      file.targets.set(reference, await load(reference, file));
    }
  }
  memory?.begin(byName);
  const besides = [...overlayFiles, ...(given === undefined ? [] : [given])];
  const values = new Variables({ ...given?.values, ...variables });
  const named = [...overlays, ...(variablesFile === undefined ? [] : [variablesFile])];
  const paths = [...byPath.keys(), ...readable.missing, ...named.map((name) => resolve(cwd, name))];
  // Places move by overlays, and what was asked of values must be known.
  const isPlain = overlays.length === 0 && values.isEmpty;
  return new SpecSource(
    entry,
    byName,
    values,
    besides,
    paths,
    undefined,
    isPlain ? memory : undefined,
  );
}

/** A document in part changed would be reported for what its overlays do: with an error it has no value. */
async function overlaid(
  entry: SpecFile,
  overlays: readonly SpecFile[],
  reporter: Reporter,
): Promise<SpecFile> {
  if (overlays.length === 0 || !entry.parsed) return entry;
  const { applyOverlays } = await import("./apply-overlays.js");
  const own = reporter.apart();
  const value = applyOverlays(entry, overlays, own);
  for (const problem of own.diagnostics) reporter.add(problem);
  const isWhole = overlays.every(({ parsed }) => parsed) && !own.hasErrors;
  return entry.overlaid(isWhole ? value : undefined, reporter);
}

/** Two files can share a name only if the user's name for the entry is unusual, such as "a/../b". */
function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(name) ? freeName(`./${name}`, taken) : name;
}
