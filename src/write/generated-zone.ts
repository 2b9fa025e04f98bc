import type { FileChange, Reason } from "./file-change.js";
import { committedText } from "./committed-text.js";
import type { Manifest } from "./manifest.js";
import { hashOf, withLineFeeds } from "./manifest.js";
import { isGeneratedPath } from "./project-folder.js";
import { ejectedFiles } from "./scaffold-zone.js";
import { unifiedDiff } from "./unified-diff.js";
import type { Finding, RenderedFile, ZoneContext, ZonePlan } from "./write-project.js";

/** What is at stake in the generated zone, and the files that belong there. */
export interface GeneratedZonePlan extends ZonePlan {
  readonly files: readonly RenderedFile[];
}

/**
 * Generated files are replaced whole, and removed once the document no longer asks for them, unless
 * somebody changed them: that is reported, with the change.
 */
export function planGeneratedZone(context: ZoneContext): GeneratedZonePlan {
  const { project } = context;
  const ejected = ejectedFiles(context.folder);
  const files = project.files.filter(
    ({ owner, path }) => owner === "generated" && !ejected.has(path),
  );
  const changes = [
    ...files.map((file) => planFile(file.path, file.text(), context)),
    ...planRemovals(files, ejected, context),
  ];
  const extra = extraFiles(changes, ejected, context);
  return {
    changes: [...changes, ...extra],
    files,
    findings: extra.map(
      ({ path }): Finding =>
        (reporter) =>
          reporter.report("extra-file", context.top(path), { path }),
    ),
  };
}

function planFile(path: string, text: string, context: ZoneContext): FileChange {
  const { folder, manifest, reasons, reasonsForNew } = context;
  const present = folder.read(path);
  if (present === undefined) {
    const why = manifest.files.has(path) ? (["missing"] as const) : reasonsForNew;
    return { path, change: "created", reasons: why, after: text };
  }
  if (withLineFeeds(present) === text) return { path, change: "unchanged", reasons: [] };
  const isEdited = !isOurs(path, present, context);
  if (isEdited) refuseEdit(path, present, text, context);
  const why: readonly Reason[] = isEdited ? ["hand edit"] : reasons;
  return { path, change: "updated", reasons: why, before: present, after: text };
}

/** Generated files that the document no longer asks for. */
function planRemovals(
  files: readonly RenderedFile[],
  ejected: ReadonlySet<string>,
  context: ZoneContext,
): readonly FileChange[] {
  const { folder, manifest } = context;
  const wanted = new Set(files.map(({ path }) => path));
  return [...manifest.files.keys()].flatMap((path): FileChange[] => {
    // A manifest is a file like any other: what it names must be where generated files are.
    if (wanted.has(path) || ejected.has(path) || !isGeneratedPath(path)) return [];
    if (folder.obstacle(path) !== undefined) return [];
    const present = folder.read(path);
    if (present === undefined) return [];
    const isEdited = !isOurs(path, present, context);
    if (isEdited) refuseEdit(path, present, undefined, context);
    const why: readonly Reason[] = [
      ...context.reasons,
      "extra",
      ...(isEdited ? (["hand edit"] as const) : []),
    ];
    return [{ path, change: "removed", reasons: why, before: present }];
  });
}

/** Whether a file is one that gatewright wrote, as it wrote it. */
function isOurs(path: string, present: string, { manifest, options }: ZoneContext): boolean {
  const hashes = hashesOf(path, manifest);
  if (hashes !== undefined && (options.discardEdits || hashes.has(hashOf(present)))) return true;
  // What a merge tore is on both of its sides in version control.
  return manifest.isTorn && /^<{7} .*$[^]*^={7}$[^]*^>{7} /m.test(withLineFeeds(present));
}

/** Where upper and lower case are the same, a file may be there by the name that it had before. */
function hashesOf(path: string, { files }: Manifest): ReadonlySet<string> | undefined {
  const hashes = files.get(path);
  if (hashes !== undefined) return hashes;
  const folded = path.toLowerCase();
  return [...files].find(([each]) => each.toLowerCase() === folded)?.[1];
}

function refuseEdit(
  path: string,
  present: string,
  text: string | undefined,
  context: ZoneContext,
): void {
  const { manifest, options, reporter, edits } = context;
  const hashes = hashesOf(path, manifest);
  if (hashes === undefined) {
    if (!options.check) reporter.report("foreign-file", undefined, { path });
    return;
  }
  const written =
    text !== undefined && hashes.has(hashOf(text))
      ? text
      : committedText(context.folder.root, path, hashes);
  const before = written ?? text ?? "";
  if (!options.check) {
    const at = context.locate(path, present, firstDifference(withLineFeeds(present), before));
    reporter.report("edited-file", at, { path });
  }
  if (written !== undefined || text !== undefined) edits.push(unifiedDiff(path, before, present));
}

/** Where the first line that differs begins. */
function firstDifference(text: string, other: string): number {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Files among the generated ones that nobody generated. They may be somebody's: they stay. */
function extraFiles(
  changes: readonly FileChange[],
  ejected: ReadonlySet<string>,
  { folder }: ZoneContext,
): readonly FileChange[] {
  const known = new Set(changes.map(({ path }) => path));
  return folder
    .list("src/generated")
    .filter((path) => !known.has(path) && !ejected.has(path))
    .map((path) => ({ path, change: "kept", reasons: ["extra"] }));
}
