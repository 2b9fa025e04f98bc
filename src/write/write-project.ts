import type { Location } from "../diagnostics/diagnostic.js";
import type { Code } from "../diagnostics/catalogue.js";
import type { Reporter } from "../diagnostics/reporter.js";
import type { Owner, PlannedHook } from "../plan/project-plan.js";
import type { FileChange, Reason } from "./file-change.js";
import { isTouched } from "./file-change.js";
import { lockFolder } from "./folder-lock.js";
import { planGeneratedZone } from "./generated-zone.js";
import { planHooksZone } from "./hooks-zone.js";
import type { Manifest, Origin } from "./manifest.js";
import { MANIFEST, printManifest, readManifest } from "./manifest.js";
import { ProjectFolder } from "./project-folder.js";
import { planScaffoldZone } from "./scaffold-zone.js";
import { WritingMemory } from "./writing-memory.js";

/** A file with its text, or the way to it where that is needed only for a file that is new. */
export interface RenderedFile {
  readonly path: string;
  readonly owner: Owner;
  text(): string;
}

/** Everything that a project consists of. */
export interface RenderedProject {
  readonly files: readonly RenderedFile[];
  readonly hooks: readonly PlannedHook[];
  readonly origin: Origin;
}

export interface WriteOptions {
  /** Find out what would change, and write nothing. */
  readonly dryRun: boolean;
  /** The same, where a change by hand is only one more reason why a file is stale. */
  readonly check: boolean;
  /** Replace generated files that were changed by hand, too. */
  readonly discardEdits: boolean;
  /** Write nothing but what the generator itself does otherwise. */
  readonly sameDocument: boolean;
  /** What the folder is called in diagnostics. */
  readonly name: string;
}

/** How a folder was brought up to date, or would be. */
export interface WrittenProject {
  /** Undefined if something stands in the way, which was reported; then nothing was written. */
  readonly changes: readonly FileChange[] | undefined;
  /** What was changed by hand, as a unified diff each, if that stands in the way. */
  readonly edits: readonly string[];
  /** The files that problems were reported in, by the name that diagnostics have. */
  readonly texts: ReadonlyMap<string, string>;
  /** The generator's version that wrote the project before, if that is known. */
  readonly writtenBy: string | undefined;
}

/** What a zone of a project is planned with. */
export interface ZoneContext {
  readonly folder: ProjectFolder;
  readonly manifest: Manifest;
  readonly project: RenderedProject;
  readonly options: WriteOptions;
  readonly reporter: Reporter;
  /** Why a file that was written before is another one now. */
  readonly reasons: readonly Reason[];
  /** Why there is to be what is not: nothing else asks for it where somebody took it away. */
  readonly reasonsForNew: readonly Reason[];
  /** Collects what was changed by hand. */
  readonly edits: string[];
  /** A place in a file of the project, for diagnostics. */
  locate(path: string, text: string, offset: number): Location;
  /** The whole of a file that is there. */
  top(path: string): Location;
}

/** What a zone comes to. */
export interface ZonePlan {
  readonly changes: readonly FileChange[];
  /** Files that only gatewright reads, and that change with it. */
  readonly records?: ReadonlyMap<string, string>;
  /** What does not keep anything from being written, and is told afterwards. */
  readonly findings?: readonly Finding[];
}

/** A problem that is known before the files are written, and of interest once they are. */
export type Finding = (reporter: Reporter) => void;

/**
 * Brings a folder up to date: generated files are created, replaced and removed, hooks are added to the
 * user's, the scaffold is merged with what the user made of it. Nothing is written unless everything can
 * be, and nothing that somebody wrote is lost.
 * @param memory of the time before in the same process, for files that are the same objects since
 */
export async function writeProject(
  root: string,
  project: RenderedProject,
  options: WriteOptions,
  reporter: Reporter,
  memory = new WritingMemory(),
): Promise<WrittenProject> {
  const run = new Run(root, project, options, reporter, memory);
  try {
    return await run.bringUpToDate();
  } catch (error) {
    reportSystemError(error, reporter);
    return run.stopped();
  }
}

/** Reports what the operating system refused; an error of this program is thrown on. */
export function reportSystemError(error: unknown, reporter: Reporter): void {
  if (!(error instanceof Error && "syscall" in error)) throw error;
  reporter.report("folder-unwritable", undefined, { why: error.message });
}

class Run {
  readonly #root: string;
  readonly #project: RenderedProject;
  readonly #options: WriteOptions;
  readonly #reporter: Reporter;
  readonly #memory: WritingMemory;
  readonly #texts = new Map<string, string>();
  readonly #edits: string[] = [];
  #writtenBy: string | undefined;

  constructor(
    root: string,
    project: RenderedProject,
    options: WriteOptions,
    reporter: Reporter,
    memory: WritingMemory,
  ) {
    this.#memory = memory;
    this.#root = root;
    this.#project = project;
    this.#options = options;
    this.#reporter = reporter;
  }

  stopped(): WrittenProject {
    return this.#ended(undefined);
  }

  async bringUpToDate(): Promise<WrittenProject> {
    const folder = new ProjectFolder(this.#root, this.#memory);
    if (isBlocked(MANIFEST, folder, this.#reporter)) return this.stopped();
    const isDry = this.#options.dryRun || this.#options.check;
    const isInterrupted = folder.isInterrupted && !isDry;
    const plan = isInterrupted ? undefined : await this.#plan(folder);
    const isDone = !isInterrupted && (isDry || plan?.isChange !== true);
    return isDone ? this.#finish(plan) : await this.#write(plan);
  }

  /** With the folder to itself. What another run, or somebody, has written since the plan is seen. */
  async #write(planned: Plan | undefined): Promise<WrittenProject> {
    const lock = lockFolder(this.#root);
    if (typeof lock !== "function") {
      this.#reporter.report("folder-locked", undefined, lock);
      return this.stopped();
    }
    try {
      const folder = new ProjectFolder(this.#root, this.#memory);
      if (folder.isInterrupted) folder.recover();
      const isSame =
        planned !== undefined &&
        folder.read(MANIFEST) === planned.manifest &&
        planned.changes.every((each) => !isTouched(each) || folder.read(each.path) === each.before);
      const plan = isSame ? planned : await this.#plan(folder);
      if (plan !== undefined) folder.change(plan.written, plan.removed);
      return this.#finish(plan);
    } finally {
      lock();
    }
  }

  #finish(plan: Plan | undefined): WrittenProject {
    for (const tell of plan?.findings ?? []) tell(this.#reporter);
    return this.#ended(plan?.changes);
  }

  #ended(changes: readonly FileChange[] | undefined): WrittenProject {
    return { changes, edits: this.#edits, texts: this.#texts, writtenBy: this.#writtenBy };
  }

  async #plan(folder: ProjectFolder): Promise<Plan | undefined> {
    const { files, origin } = this.#project;
    const before = folder.read(MANIFEST);
    const manifest = readManifest(before);
    this.#writtenBy = manifest.origin?.version;
    this.#edits.length = 0;
    const context: ZoneContext = {
      folder,
      manifest: withPending(manifest, folder),
      project: this.#project,
      options: this.#options,
      reporter: this.#reporter,
      reasons: reasonsFor(manifest, origin, "tool changed"),
      reasonsForNew: reasonsFor(manifest, origin, "missing"),
      edits: this.#edits,
      locate: (path, text, offset) => this.#locate(path, text, offset),
      top: (path) => this.#locate(path, folder.read(path) ?? "", 0),
    };
    for (const { path } of files) isBlocked(path, folder, this.#reporter);
    if (manifest.origin !== undefined) refuseNewer(manifest.origin, origin, this.#reporter);
    if (this.#options.sameDocument) reportChangedInputs(manifest.origin, origin, this.#reporter);
    if (this.#reporter.hasErrors) return undefined;
    const generated = planGeneratedZone(context);
    const scaffold = await planScaffoldZone(context);
    const kept = await planHooksZone(context);
    if (this.#reporter.hasErrors) return undefined;
    const zones: readonly ZonePlan[] = [generated, scaffold, kept];
    const changes = zones
      .flatMap((zone) => zone.changes)
      .toSorted((a, b) => (a.path < b.path ? -1 : 1));
    for (const each of changes) this.#refuseForeignText(each, folder);
    const texts = zones.flatMap((zone) => [...(zone.records ?? [])]);
    for (const [path] of texts) isBlocked(path, folder, this.#reporter);
    if (this.#reporter.hasErrors) return undefined;
    const hashes = new Map(
      generated.files.map((file) => [file.path, this.#memory.hash(file)] as const),
    );
    const written = new Map(
      [
        ...changes.filter(isTouched).map(({ path, after }) => [path, after] as const),
        ...texts,
        [MANIFEST, printManifest(origin, hashes, kept)] as const,
      ].flatMap(([path, text]) =>
        text === undefined || (path === MANIFEST && text === before) ? [] : [[path, text] as const],
      ),
    );
    const removed = changes.filter(({ change }) => change === "removed").map(({ path }) => path);
    const torn: readonly Finding[] = manifest.isTorn
      ? [(reporter) => reporter.report("rebuilt-manifest", undefined)]
      : [];
    return {
      manifest: before,
      changes,
      written,
      removed,
      isChange: written.size > 0 || removed.length > 0,
      findings: [...torn, ...zones.flatMap((zone) => zone.findings ?? [])],
    };
  }

  /** What its user wrote in another encoding could not be written again. */
  #refuseForeignText({ path, change, before }: FileChange, folder: ProjectFolder): void {
    if (change !== "merged" && change !== "conflict") return;
    const foreign = before?.includes("\uFFFD") === true ? folder.foreignByte(path) : undefined;
    if (foreign === undefined) return;
    this.#reporter.report("not-utf8", this.#locate(path, before ?? "", 0), foreign);
  }

  #locate(path: string, text: string, offset: number): Location {
    const { name } = this.#options;
    const file = name === "." || name === "" ? path : `${name}/${path}`;
    this.#texts.set(file, text);
    return { file, pointer: "", offset };
  }
}

interface Plan {
  /** The manifest that it was made by. */
  readonly manifest: string | undefined;
  readonly changes: readonly FileChange[];
  readonly written: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
  readonly isChange: boolean;
  readonly findings: readonly Finding[];
}

/** Where a run was interrupted, what it would have written is as good as what was there. */
function withPending(manifest: Manifest, folder: ProjectFolder): Manifest {
  const pending = folder.readPending(MANIFEST);
  if (pending === undefined) return manifest;
  const files = new Map(manifest.files);
  for (const [path, hashes] of readManifest(pending).files) {
    files.set(path, new Set([...(files.get(path) ?? []), ...hashes]));
  }
  return { ...manifest, files };
}

/**
 * What differs between what a project was made from and what it is made from now.
 * @param otherwise what it must be where all of this is the same
 */
function reasonsFor(
  { origin: before, files, isTorn }: Manifest,
  now: Origin,
  otherwise: Reason,
): readonly Reason[] {
  // A merge brought another document, as a rule; manifests of before did not say what they are of.
  if (isTorn) return ["spec changed"];
  if (before === undefined) return [files.size === 0 ? otherwise : "tool changed"];
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const reasons: Reason[] = [];
  if (!same(sortedInputs(before), sortedInputs(now))) reasons.push("spec changed");
  if (!same(before.options, now.options)) reasons.push("options changed");
  if (before.version !== now.version) reasons.push("tool changed");
  return reasons.length === 0 ? [otherwise] : reasons;
}

/** What a newer version wrote is not for this one to write. */
function refuseNewer(
  { version: writtenBy }: Origin,
  { version }: Origin,
  reporter: Reporter,
): void {
  const [before = [], now = []] = [writtenBy, version].map((each) =>
    each.split(/[.-]/).map(Number),
  );
  const at = before.findIndex((each, index) => each !== now[index]);
  if (at >= 0 && at < 3 && (before[at] ?? 0) > (now[at] ?? 0)) {
    reporter.report("newer-project", undefined, { writtenBy, version });
  }
}

function reportChangedInputs(before: Origin | undefined, now: Origin, reporter: Reporter): void {
  const paths = new Set([...Object.keys(before?.inputs ?? {}), ...Object.keys(now.inputs)]);
  for (const path of [...paths].toSorted()) {
    if (before?.inputs[path] === now.inputs[path]) continue;
    reporter.report("changed-input", undefined, { path });
  }
}

function sortedInputs({ inputs }: Origin) {
  return Object.entries(inputs).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether something other than a file is in the way of one, which is then reported. */
export function isBlocked(path: string, folder: ProjectFolder, reporter: Reporter): boolean {
  const obstacle = folder.obstacle(path);
  if (obstacle === undefined) return false;
  const code: Code = obstacle === "link" ? "outside-folder" : "foreign-file";
  reporter.report(code, undefined, { path });
  return true;
}
