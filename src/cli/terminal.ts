import { toJson } from "../diagnostics/to-json.js";
import { printDiagnostics } from "../diagnostics/print.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Sources } from "../diagnostics/sources.js";

/** Whether a stream is a terminal that shows colours; `NO_COLOR` says that its user wants none. */
function showsColor(stream: NodeJS.WriteStream): boolean {
  // Streams that are no terminal have no `isTTY` at all.
  return stream.isTTY === true && (process.env["NO_COLOR"] ?? "") === "";
}

/** Data for the caller, on stdout. */
export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Talk for the person in front, on stderr. */
export function say(text: string): void {
  if (text !== "") process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Diagnostics as people read them, on stderr. */
export function sayDiagnostics(diagnostics: readonly Diagnostic[], sources: Sources): void {
  say(printDiagnostics(diagnostics, sources, { color: showsColor(process.stderr) }));
}

/** One JSON object on stdout, with the diagnostics in it. */
export function printJson(
  value: object,
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): void {
  print(JSON.stringify({ ...value, diagnostics: toJson(diagnostics, sources) }, null, 2));
}
