import type { Reporter } from "../diagnostics/reporter.js";
import type { Owner } from "../plan/project-plan.js";
import type { Manifest } from "./manifest.js";
import { hashOf, MANIFEST, printManifest, readManifest } from "./manifest.js";
import { ProjectFolder } from "./project-folder.js";

/** A file with its text, or the way to it where that is needed only for a file that is new. */
export interface RenderedFile {
  readonly path: string;
  readonly owner: Owner;
  text(): string;
}

/** What becomes of a file. `kept` ones are their user's. */
export type Change = "created" | "updated" | "removed" | "unchanged" | "kept";

export interface FileChange {
  readonly path: string;
  readonly change: Change;
}

interface PlannedChange extends FileChange {
  readonly text: string | undefined;
}

/**
 * Brings a folder up to date: generated files are created, replaced and removed, the user's are
 * created where there is none and left alone otherwise. Nothing is written unless everything can be;
 * the manifest is written last.
 * @returns what changed, or undefined (reported) if something stands in the way
 */
export function writeProject(
  root: string,
  files: readonly RenderedFile[],
  options: { readonly dryRun: boolean },
  reporter: Reporter,
): readonly FileChange[] | undefined {
  try {
    return bringUpToDate(new ProjectFolder(root), files, options, reporter);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    reporter.report("folder-unwritable", undefined, { why: error.message });
    return undefined;
  }
}

/** Whether the operating system refused something, rather than this program going wrong. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}

function bringUpToDate(
  folder: ProjectFolder,
  files: readonly RenderedFile[],
  options: { readonly dryRun: boolean },
  reporter: Reporter,
): readonly FileChange[] | undefined {
  if (isBlocked(MANIFEST, folder, reporter)) return undefined;
  const manifest = readManifest(folder, reporter);
  if (manifest === undefined) return undefined;
  const changes = [
    ...files.map((file) => planChange(file, folder, manifest, reporter)),
    ...planRemovals(files, folder, manifest, reporter),
  ];
  if (reporter.hasErrors) return undefined;
  if (!options.dryRun) apply(changes, files, folder);
  return changes.map(({ path, change }) => ({ path, change }));
}

function planChange(
  file: RenderedFile,
  folder: ProjectFolder,
  manifest: Manifest,
  reporter: Reporter,
): PlannedChange {
  const { path, owner } = file;
  const kept = { path, change: "kept", text: undefined } as const;
  if (isBlocked(path, folder, reporter)) return kept;
  const present = folder.read(path);
  if (present === undefined) return { path, change: "created", text: file.text() };
  if (owner !== "generated") return kept;
  const text = file.text();
  if (present === text) return { path, change: "unchanged", text };
  const written = manifest.get(path);
  if (written === undefined) reporter.report("foreign-file", undefined, { path });
  else if (written !== hashOf(present)) reporter.report("edited-file", undefined, { path });
  return { path, change: "updated", text };
}

/** Whether something other than a file is in the way of one, which is then reported. */
function isBlocked(path: string, folder: ProjectFolder, reporter: Reporter): boolean {
  const obstacle = folder.obstacle(path);
  if (obstacle === "link") reporter.report("outside-folder", undefined, { path });
  if (obstacle === "other") reporter.report("foreign-file", undefined, { path });
  return obstacle !== undefined;
}

/** Generated files that the document no longer asks for. */
function planRemovals(
  files: readonly RenderedFile[],
  folder: ProjectFolder,
  manifest: Manifest,
  reporter: Reporter,
): readonly PlannedChange[] {
  const wanted = new Set(files.map(({ path }) => path));
  const removals: PlannedChange[] = [];
  for (const [path, hash] of manifest) {
    if (wanted.has(path) || !isGeneratedPath(path)) continue;
    if (folder.obstacle(path) !== undefined) continue;
    const present = folder.read(path);
    if (present === undefined) continue;
    if (hashOf(present) !== hash) reporter.report("edited-file", undefined, { path });
    removals.push({ path, change: "removed", text: undefined });
  }
  return removals;
}

/** A manifest is a file like any other: what it names must be where generated files are. */
function isGeneratedPath(path: string): boolean {
  return path.startsWith("src/generated/") && !path.split("/").includes("..");
}

function apply(
  changes: readonly PlannedChange[],
  files: readonly RenderedFile[],
  folder: ProjectFolder,
): void {
  const generated = new Set(
    files.filter(({ owner }) => owner === "generated").map(({ path }) => path),
  );
  const manifest = new Map<string, string>();
  const written = new Map<string, string>();
  for (const { path, change, text } of changes) {
    if (text === undefined) continue;
    if (change !== "unchanged") written.set(path, text);
    if (generated.has(path)) manifest.set(path, hashOf(text));
  }
  const text = printManifest(manifest);
  if (folder.read(MANIFEST) !== text) written.set(MANIFEST, text);
  const removed = changes.filter(({ change }) => change === "removed");
  folder.change(
    written,
    removed.map(({ path }) => path),
  );
}
