import { printDiagnostics } from "../../src/diagnostics/print.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
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
    /** `line:column code` of everything that was reported, in the order of printing. */
    places: () =>
      printDiagnostics(reporter.diagnostics, source, { color: false })
        .split("\n")
        .flatMap((line) => {
          const head = /^[^\s:]+:(\d+:\d+) \w+ ([a-z0-9-]+):/.exec(line);
          return head ? [`${head[1]} ${head[2]}`] : [];
        }),
  };
}
