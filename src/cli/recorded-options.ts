import yargs from "yargs";
import { readProject } from "../write/read-project.js";
import { documentOptions, readingArguments } from "./document-arguments.js";

/**
 * What a project was generated from and with, as options of the programmatic API; paths are relative to
 * the project's folder.
 * @returns undefined where there is no project, or its manifest does not say
 */
export function recordedOptions(root: string) {
  const origin = readProject(root)?.origin;
  if (origin === undefined) return undefined;
  const { document, options } = origin;
  const parsed = readingArguments(yargs())
    .parserConfiguration({ "dot-notation": false })
    .exitProcess(false)
    .parseSync([...options]);
  return documentOptions({ ...parsed, document });
}
