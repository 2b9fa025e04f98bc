import { visibleText } from "../diagnostics/visible-text.js";
import type { Change } from "../diff/change.js";
import { showPlace } from "../diff/print/placed-changes.js";
import type { CompilerError } from "../doctor/compiler-error.js";
import type { ErrorGroup } from "../doctor/group-errors.js";
import type { Examination } from "../examine-project.js";

/** What was found out of a project, for a person. */
export function printExamination({ groups, comparedWith, sources }: Examination): string {
  const count = groups.reduce((sum, { errors }) => sum + errors.length, 0);
  if (count === 0) return "The project compiles.\n";
  const blocks = groups.map((group) =>
    [
      titleOf(group),
      ...group.changes.map((change) => `  ${printChange(change, sources)}`),
      ...group.errors.map((error) => `  ${printError(error)}`),
    ].join("\n"),
  );
  const since =
    comparedWith === undefined
      ? "What changed in the document is not known: git has no version of before."
      : `The document is compared with ${comparedWith}; --since REV names another revision.`;
  return `${[...blocks, `${count} error${count === 1 ? "" : "s"}. ${since}`].join("\n\n")}\n`;
}

function titleOf({ hook }: ErrorGroup): string {
  if (hook === undefined) return "Of no change of the document, or of several";
  const { member, method, path } = hook;
  return visibleText(path === undefined ? member : `${method} ${path} (${member})`);
}

function printChange(change: Change, sources: Examination["sources"]): string {
  const [place] = change.places;
  const at = place?.new ?? place?.old;
  const where = at === undefined ? "" : ` (${showPlace(at, sources)})`;
  return visibleText(`${change.class}: ${change.message}${where}`);
}

function printError({ file, line, column, code, message }: CompilerError): string {
  const lines = message.split("\n").map(visibleText);
  return `${file}:${line}:${column} ${code}: ${lines.join("\n    ")}`;
}
