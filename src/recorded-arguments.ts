import type { DocumentOptions } from "./read-document.js";

/** What was said of a document, as arguments of the command line that say it again. */
export function recordedArguments(
  options: DocumentOptions,
  pathOf: (path: string) => string,
): readonly string[] {
  const {
    api,
    basepath,
    overlays = [],
    allowRefs = [],
    omitUnsupported = false,
    allow = [],
  } = options;
  const { variables = {}, variablesFile } = options;
  return [
    ...(api === undefined ? [] : ["--api", api]),
    ...(basepath === undefined ? [] : ["--basepath", basepath]),
    ...overlays.flatMap((file) => ["--overlay", pathOf(file)]),
    ...allowRefs.flatMap((folder) => ["--allow-ref", pathOf(folder)]),
    ...(omitUnsupported ? ["--omit-unsupported"] : []),
    ...Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}=${value}`]),
    ...(variablesFile === undefined ? [] : ["--vars-file", pathOf(variablesFile)]),
    ...allow.flatMap((code) => ["--allow", code]),
  ];
}
