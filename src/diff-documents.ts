import { Reporter } from "./diagnostics/reporter.js";
import type { Sources } from "./diagnostics/sources.js";
import type { Change } from "./diff/change.js";
import { diffModels } from "./diff/diff-models.js";
import { gitFiles, parseGitName } from "./load/git-files.js";
import type { DocumentOptions } from "./read-document.js";
import { readDocument } from "./read-document.js";

export { GitNameError } from "./load/git-files.js";

/** What comparing two documents takes; whatever is said of reading holds for both. */
export interface DiffOptions extends Omit<DocumentOptions, "document" | "files"> {
  /** Path of a document, or `git:REV:path`. */
  readonly old: string;
  readonly new: string;
}

/** How two documents differ. */
export interface DiffResult {
  /** Undefined when either document has errors. */
  readonly changes: readonly Change[] | undefined;
  readonly reporter: Reporter;
  readonly source: Sources;
}

/**
 * Reads two documents and says what changes between the gateways that they make. Writes nothing.
 * @throws GitNameError for a `git:` name that names no document
 */
export async function diffDocuments(options: DiffOptions): Promise<DiffResult> {
  const { old, new: newer, ...reading } = options;
  const cwd = reading.cwd ?? process.cwd();
  const reporter = new Reporter(reading.allow);
  const read = async (document: string) => {
    const isOfGit = parseGitName(document) !== undefined;
    const files = isOfGit ? { files: await gitFiles(document, cwd) } : {};
    return await readDocument({ ...reading, document, ...files }, reporter);
  };
  const [before, after] = [await read(old), await read(newer)];
  const source: Sources = {
    entry: after.source.entry,
    locate: (at) => before.source.locate(at) ?? after.source.locate(at),
    text: (file) => before.source.text(file) ?? after.source.text(file),
  };
  const isUsable = before.model !== undefined && after.model !== undefined && !reporter.hasErrors;
  const changes = isUsable ? diffModels(before.model, after.model) : undefined;
  return { changes, reporter, source };
}
