import type { SourceFile } from "ts-morph";
import { Project, ts } from "ts-morph";
import type { Obstacle } from "./read-registry.js";

/** The parser keeps them with the file; all that it offers in public makes a program to ask. */
interface Parsed {
  readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
}

/**
 * Parses TypeScript. A file with errors is answered as an empty one beside the first of them: in its
 * tree, parts may be missing that all others have.
 */
export function parseSource(
  text: string,
  fileName: string,
): { readonly source: SourceFile; readonly error?: Obstacle } {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
  });
  const source = project.createSourceFile(fileName, text);
  const [error] = (source.compilerNode as ts.SourceFile & Parsed).parseDiagnostics;
  if (error === undefined) return { source };
  const message = ts.flattenDiagnosticMessageText(error.messageText, " ").replace(/\.$/, "");
  return {
    source: project.createSourceFile(fileName, "", { overwrite: true }),
    error: { why: `the file does not parse (${message})`, offset: error.start },
  };
}
