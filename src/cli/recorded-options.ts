import { resolve } from "node:path";
import yargs from "yargs";
import { readProject } from "../write/read-project.js";
import { UsageError } from "./usage-error.js";
import { documentOptions, readingArguments } from "./document-arguments.js";

/** The same of a folder that must be a project. */
export function projectOptions(project: string) {
  const root = resolve(project);
  if (readProject(root) === undefined) {
    throw new UsageError(`${project} is no project of gatewright's: name the folder of one`);
  }
  const options = recordedOptions(root);
  if (options !== undefined) return options;
  throw new UsageError(
    `${project}: its .gatewright/manifest.json does not say what it was generated from; run generate`,
  );
}

/**
 * What a project was generated from and with, as options of the programmatic API; paths are relative to
 * the project's folder.
 * @returns undefined where there is no project, or its manifest does not say, or says what nothing is
 */
export function recordedOptions(root: string) {
  const origin = readProject(root)?.origin;
  if (origin === undefined) return undefined;
  const { document, options } = origin;
  try {
    const parsed = readingArguments(yargs())
      .parserConfiguration({ "dot-notation": false })
      .help(false)
      .version(false)
      .strictOptions()
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new UsageError(message);
      })
      .parseSync([...options]);
    return documentOptions({ ...parsed, document });
  } catch (error) {
    if (error instanceof UsageError || (error as Error).name === "YError") return undefined;
    throw error;
  }
}
