import { relative, resolve, sep } from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { Reporter } from "./diagnostics/reporter.js";
import type { Sources } from "./diagnostics/sources.js";
import type { SpecSource } from "./load/spec-source.js";
import type { GatewayModel } from "./model/gateway-model.js";
import type { GenerationMemory } from "./generation-memory.js";
import { packageName } from "./plan/package-name.js";
import { planProject } from "./plan/plan-project.js";
import type { PlannedFile } from "./plan/project-plan.js";
import type { DocumentOptions } from "./read-document.js";
import { readDocument } from "./read-document.js";
import { recordedArguments } from "./recorded-arguments.js";
import { mayEvaluate } from "./render/parse-check.js";
import { renderFile } from "./render/render-file.js";
import type { FileChange } from "./write/file-change.js";
import { installedSpec } from "./write/installed-spec.js";
import { hashOf } from "./write/manifest.js";
import { ProjectSources } from "./write/project-sources.js";
import type { RenderedFile, RenderedProject } from "./write/write-project.js";
import { writeProject } from "./write/write-project.js";

export type { FileChange };

/** What `generate` takes. */
export interface GenerateOptions extends DocumentOptions {
  /** The project's folder. */
  readonly out: string;
  /** Find out what would change, and write nothing. */
  readonly dryRun?: boolean;
  /** Find out what is stale, and write nothing: changes by hand are among that, and no problems. */
  readonly check?: boolean;
  /** Replace generated files that were changed by hand, too. */
  readonly discardEdits?: boolean;
  /** Refuse to write what another document, or other options, would change. */
  readonly sameDocument?: boolean;
  /** Where the project gets gatewright from (a path, a tarball), for its `npm run generate`. */
  readonly generatorSpec?: string;
}

/** How a run ended: its problems, and the files that changed unless one of those is in the way. */
export interface GenerateResult {
  readonly reporter: Reporter;
  readonly source: Sources;
  /** Absolute paths of every file that was asked for, of those too that are not there. */
  readonly inputs: readonly string[];
  readonly model: GatewayModel | undefined;
  readonly changes: readonly FileChange[] | undefined;
  /** The changes by hand that are in the way, as unified diffs. */
  readonly edits: readonly string[];
  /** The version of gatewright that wrote the project last; undefined for a new one. */
  readonly writtenBy: string | undefined;
  /** And that of this one. */
  readonly version: string;
  /** Environment variables without which the gateway does not start. */
  readonly requiredSettings: readonly string[];
}

/** The seven stages: load, read and check, plan, render, write; the caller reports. */
export async function generate(
  options: GenerateOptions,
  memory?: GenerationMemory,
): Promise<GenerateResult> {
  const reporter = new Reporter(options.allow);
  const { source, model } = await readDocument(options, reporter, memory?.reading);
  reporter.reportUnusedAllowances();
  if (model === undefined || reporter.hasErrors) {
    const { paths: inputs } = source;
    const nothing = {
      inputs,
      changes: undefined,
      edits: [],
      writtenBy: undefined,
      requiredSettings: [],
    };
    return { reporter, source, model, version: packageJson.version, ...nothing };
  }
  const cwd = options.cwd ?? process.cwd();
  const out = resolve(cwd, options.out);
  const { project, requiredSettings } = await renderProject(model, source, options, out, memory);
  const { dryRun = false, check = false, discardEdits = false, sameDocument = false } = options;
  const name = pathFrom(cwd, out);
  const { changes, edits, texts, writtenBy } = await writeProject(
    out,
    project,
    { dryRun, check, discardEdits, sameDocument, name },
    reporter,
    memory?.writing,
  );
  return {
    reporter,
    source: new ProjectSources(source, texts),
    inputs: source.paths,
    model,
    changes,
    edits,
    writtenBy,
    version: packageJson.version,
    requiredSettings,
  };
}

/** Everything that a document's project consists of, and what it is made from. */
export async function renderProject(
  model: GatewayModel,
  source: SpecSource,
  options: GenerateOptions,
  out: string,
  memory?: GenerationMemory,
) {
  const cwd = options.cwd ?? process.cwd();
  const pathOf = (path: string) => pathFrom(out, resolve(cwd, path));
  const recorded = recordedArguments(options, pathOf);
  const document = pathOf(options.document);
  const scaffold = {
    packageName: packageName(model.title),
    document,
    arguments: recorded,
    generatorSpec: options.generatorSpec ?? installedSpec(out),
  };
  const doubtful: RenderedFile[] = [];
  const plan = planProject(model, scaffold, (file) => rendered(file, doubtful), memory?.plan);
  if (doubtful.length > 0) {
    const { assertEvaluatesNothing } = await import("./render/evaluation-check.js");
    for (const { path, text } of doubtful) assertEvaluatesNothing(path, text());
  }
  const inputs = source.inputs.map(({ path, content = "" }) => [pathOf(path), hashOf(content)]);
  const origin = {
    version: packageJson.version,
    document,
    options: recorded,
    inputs: Object.fromEntries(inputs) as Readonly<Record<string, string>>,
  };
  const { files, hooks, requiredSettings } = plan;
  const project: RenderedProject = { files, hooks, origin };
  return { project, requiredSettings };
}

/** As it is written in files: with `/`. */
function pathFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/") || ".";
}

/** @param doubtful collects what may do what no generated code does */
function rendered(file: PlannedFile, doubtful: RenderedFile[]): RenderedFile {
  const { path, owner, content } = file;
  const text = renderFile(file);
  const result = { path, owner, text: always(text) };
  if (content.kind === "template" && path.endsWith(".ts") && mayEvaluate(text)) {
    doubtful.push(result);
  }
  return result;
}

/** Holds nothing but the text: a closure beside others would hold the code that it was printed from. */
function always(text: string): () => string {
  return () => text;
}
