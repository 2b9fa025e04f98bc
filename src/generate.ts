import { relative, resolve, sep } from "node:path";
import { Reporter } from "./diagnostics/reporter.js";
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
import type { FileChange, RenderedFile } from "./write/write-project.js";
import { writeProject } from "./write/write-project.js";

export type { FileChange };

/** What `generate` takes. */
export interface GenerateOptions extends DocumentOptions {
  /** The project's folder. */
  readonly out: string;
  /** Find out what would change, and write nothing. */
  readonly dryRun?: boolean;
  /** Where the project gets gatewright from (a path, a tarball), for its `npm run generate`. */
  readonly generatorSpec?: string;
}

/** How a run ended: its problems, and the files that changed unless one of those is an error. */
export interface GenerateResult {
  readonly reporter: Reporter;
  readonly source: SpecSource;
  readonly model: GatewayModel | undefined;
  readonly changes: readonly FileChange[] | undefined;
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
  if (model === undefined || reporter.hasErrors)
    return { reporter, source, model, changes: undefined, requiredSettings: [] };
  const cwd = options.cwd ?? process.cwd();
  const out = resolve(cwd, options.out);
  const pathOf = (path: string) => relative(out, resolve(cwd, path)).split(sep).join("/") || ".";
  const scaffold = {
    packageName: packageName(model.title),
    document: pathOf(options.document),
    arguments: recordedArguments(options, pathOf),
    generatorSpec: options.generatorSpec,
  };
  const doubtful: RenderedFile[] = [];
  const plan = planProject(model, scaffold, (file) => rendered(file, doubtful), memory?.plan);
  if (doubtful.length > 0) {
    const { assertEvaluatesNothing } = await import("./render/evaluation-check.js");
    for (const { path, text } of doubtful) assertEvaluatesNothing(path, text());
  }
  const changes = writeProject(out, plan.files, { dryRun: options.dryRun ?? false }, reporter);
  return { reporter, source, model, changes, requiredSettings: plan.requiredSettings };
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
