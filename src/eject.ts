import { resolve } from "node:path";
import { Reporter } from "./diagnostics/reporter.js";
import type { GenerateOptions } from "./generate.js";
import { renderProject } from "./generate.js";
import { readDocument } from "./read-document.js";
import { ejectFile } from "./write/eject-file.js";

/** A generated file that its user takes over. */
export interface EjectOptions extends GenerateOptions {
  /** Below the project's folder, with `/`. */
  readonly path: string;
}

/**
 * Makes a generated file its user's.
 * @returns the problems, of which an error means that nothing was done
 */
export async function eject(options: EjectOptions): Promise<Reporter> {
  const reporter = new Reporter(options.allow);
  const out = resolve(options.cwd ?? process.cwd(), options.out);
  ejectFile(out, options.path, await generatedText(options, out), reporter);
  return reporter;
}

/** What is made of the file now; undefined where the document has errors, which are not in question. */
async function generatedText(options: EjectOptions, out: string): Promise<string | undefined> {
  const reporter = new Reporter(options.allow);
  const { source, model } = await readDocument(options, reporter);
  if (model === undefined || reporter.hasErrors) return undefined;
  const { project } = await renderProject(model, source, options, out);
  return project.files.find(({ path }) => path === options.path)?.text();
}
