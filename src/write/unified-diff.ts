import { formatPatch, OMIT_HEADERS, structuredPatch } from "diff";
import { withLineFeeds } from "./manifest.js";

/**
 * The difference between two texts of a file, as `git apply` takes it.
 * @param before undefined for a file that is new
 * @param after undefined for a file that goes
 */
export function unifiedDiff(
  path: string,
  before: string | undefined,
  after: string | undefined,
): string {
  const [from, to] = [withLineFeeds(before ?? ""), withLineFeeds(after ?? "")];
  const patch = structuredPatch(path, path, from, to, undefined, undefined, { context: 3 });
  const mode = before === undefined ? "new" : after === undefined ? "deleted" : undefined;
  return [
    `diff --git a/${path} b/${path}\n`,
    mode === undefined ? "" : `${mode} file mode 100644\n`,
    `--- ${before === undefined ? "/dev/null" : `a/${path}`}\n`,
    `+++ ${after === undefined ? "/dev/null" : `b/${path}`}\n`,
    formatPatch(patch, OMIT_HEADERS),
  ].join("");
}
