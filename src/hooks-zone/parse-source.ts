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
  const error = errorIn(source.compilerNode);
  return error
    ? { source: project.createSourceFile(fileName, "", { overwrite: true }), error }
    : { source };
}

function errorIn(file: ts.SourceFile): Obstacle | undefined {
  const [error] = (file as ts.SourceFile & Parsed).parseDiagnostics;
  if (error) {
    const message = ts.flattenDiagnosticMessageText(error.messageText, " ").replace(/\.$/, "");
    return { why: `the file does not parse (${message})`, offset: error.start };
  }
  // Of an import, the parser takes any expression for the module.
  const nameless = file.statements
    .filter((each) => ts.isImportDeclaration(each))
    .find((each) => !ts.isStringLiteral(each.moduleSpecifier));
  return (
    nameless && {
      why: "the file does not parse (an import names no module)",
      offset: nameless.getStart(file),
    }
  );
}
