import { Reporter } from "../../src/diagnostics/reporter.js";
import { sortDiagnostics } from "../../src/diagnostics/sort-diagnostics.js";
import { loadDocument, type LoadOptions } from "../../src/load/load-document.js";
import { temporaryFolder } from "./temporary-folder.js";

/** Loads the first of these files from a temporary folder. */
export async function loadFiles(
  files: Record<string, string | Uint8Array>,
  options: Omit<LoadOptions, "cwd"> = {},
) {
  const reporter = new Reporter();
  const cwd = temporaryFolder(files);
  const entry = Object.keys(files)[0] ?? "";
  const source = await loadDocument(entry, { ...options, cwd }, reporter);
  return {
    source,
    reporter,
    cwd,
    root: source.root(reporter),
    codes: () => reporter.diagnostics.map(({ code }) => code),
    /** `line:column code` of everything that was reported, in the order of printing, a problem at a time. */
    places: () =>
      sortDiagnostics(reporter.diagnostics, source).flatMap(({ diagnostic, first, others }) =>
        [first, ...others].flatMap((place) => {
          const { line, column } = place?.position ?? {};
          return line === undefined ? [] : [`${line}:${column} ${diagnostic.code}`];
        }),
      ),
  };
}
