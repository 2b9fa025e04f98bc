import type { Reporter } from "../diagnostics/reporter.js";
import { committedText } from "./committed-text.js";
import { lockFolder } from "./folder-lock.js";
import { hashOf, MANIFEST, printManifest, readManifest, withLineFeeds } from "./manifest.js";
import { ProjectFolder } from "./project-folder.js";
import { basePath } from "./base-path.js";
import { ejectedFiles, ejectedText } from "./scaffold-zone.js";
import { isBlocked, reportSystemError } from "./write-project.js";

/**
 * Makes a generated file its user's: from then on what the generator changes in it is merged with what
 * he does. The text as it was generated is kept beside, which is what tells the two apart.
 * @param root the project's folder
 * @param path of the file, below it
 * @param generated what the generator makes of the file now, if it makes it
 * @returns whether it was done; if not, why is reported
 */
export function ejectFile(
  root: string,
  path: string,
  generated: string | undefined,
  reporter: Reporter,
): boolean {
  if (isBlocked(MANIFEST, new ProjectFolder(root), reporter)) return false;
  try {
    const lock = lockFolder(root);
    if (typeof lock !== "function") {
      reporter.report("folder-locked", undefined, lock);
      return false;
    }
    try {
      return ejectAlone(root, path, generated, reporter);
    } finally {
      lock();
    }
  } catch (error) {
    reportSystemError(error, reporter);
    return false;
  }
}

/** With the folder to itself. */
function ejectAlone(
  root: string,
  path: string,
  generated: string | undefined,
  reporter: Reporter,
): boolean {
  const folder = new ProjectFolder(root);
  if (folder.isInterrupted) folder.recover();
  const manifest = readManifest(folder.read(MANIFEST));
  const { origin, files } = manifest;
  const hashes = files.get(path);
  const present = folder.read(path);
  if (ejectedFiles(folder).has(path)) {
    reporter.report("not-ejectable", undefined, { path, why: "it is yours already" });
    return false;
  }
  if (hashes === undefined || present === undefined || origin === undefined) {
    const why = "gatewright did not write it; only files under src/generated are ejected";
    reporter.report("not-ejectable", undefined, { path, why });
    return false;
  }
  if (isBlocked(basePath(path), folder, reporter)) return false;
  const candidates = [withLineFeeds(present), generated, committedText(root, path, hashes)];
  const written = candidates.find((text) => text !== undefined && hashes.has(hashOf(text)));
  if (written === undefined) {
    const why = "it was changed, and what was generated is neither in git nor made any more";
    reporter.report("not-ejectable", undefined, { path, why });
    return false;
  }
  const left = [...files].flatMap(([each, [hash]]) =>
    each === path || hash === undefined ? [] : [[each, hash] as const],
  );
  folder.change(
    new Map([
      [path, ejectedText(present)],
      [basePath(path), ejectedText(written)],
      [MANIFEST, printManifest(origin, new Map(left), manifest)],
    ]),
    [],
  );
  return true;
}
