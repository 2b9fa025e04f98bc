import { resolve } from "node:path";
import type { Sources } from "./diagnostics/sources.js";
import { NO_SOURCES } from "./diagnostics/sources.js";
import type { Change } from "./diff/change.js";
import { diffDocuments, GitNameError } from "./diff-documents.js";
import { readCompilerErrors } from "./doctor/compiler-error.js";
import type { ErrorGroup } from "./doctor/group-errors.js";
import { groupErrors } from "./doctor/group-errors.js";
import { lastChange } from "./load/last-change.js";
import type { DocumentOptions } from "./read-document.js";
import { compileProject } from "./write/compile-project.js";
import { readProject } from "./write/read-project.js";

/** What examining a project takes: what it was generated from and with, relative to its folder. */
export interface ExamineOptions extends DocumentOptions {
  /** The project's folder. */
  readonly cwd: string;
  /** A revision of git's that the document is compared with; by default before it changed last. */
  readonly since?: string;
}

/** What the compiler has to say of a project, and which changes of its document that comes from. */
export interface Examination {
  readonly groups: readonly ErrorGroup[];
  /** What the document was compared with; undefined where nothing is known of a version of before. */
  readonly comparedWith: string | undefined;
  /** What the places of changes point into. */
  readonly sources: Sources;
}

/**
 * Compiles a project, and groups the errors by the changes of the document that caused them.
 * @returns undefined where TypeScript is not installed in the project
 * @throws GitNameError if `since` names no document
 */
export async function examineProject(options: ExamineOptions): Promise<Examination | undefined> {
  const { cwd, document, since, ...reading } = options;
  const printed = compileProject(cwd);
  if (printed === undefined) return undefined;
  const errors = readCompilerErrors(printed);
  const { hooks, origin } = readProject(cwd) ?? { hooks: new Map(), origin: undefined };
  const paths = [document, ...Object.keys(origin?.inputs ?? {})].map((path) => resolve(cwd, path));
  const old = since === undefined ? await lastChange(paths, cwd) : `git:${since}:./${document}`;
  const { changes, sources } = await changesSince(old, since !== undefined, options, reading);
  const known = [...hooks].map(([member, hook]) => ({ member, ...hook }));
  return {
    groups: groupErrors(errors, known, changes ?? []),
    comparedWith: changes === undefined ? undefined : old,
    sources,
  };
}

async function changesSince(
  old: string | undefined,
  isAsked: boolean,
  { cwd, document }: ExamineOptions,
  reading: Omit<DocumentOptions, "document" | "cwd">,
): Promise<{ changes: readonly Change[] | undefined; sources: Sources }> {
  if (old === undefined) return { changes: undefined, sources: NO_SOURCES };
  try {
    const { changes, source } = await diffDocuments({ ...reading, cwd, old, new: document });
    return { changes, sources: source };
  } catch (error) {
    if (isAsked || !(error instanceof GitNameError)) throw error;
    // It was not there yet.
    return { changes: undefined, sources: NO_SOURCES };
  }
}
