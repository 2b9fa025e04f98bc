import { relative, resolve, sep } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { printDiagnostics } from "../diagnostics/print.js";
import type { Sources } from "../diagnostics/sources.js";
import { toGithub } from "../diagnostics/to-github.js";
import { toJson } from "../diagnostics/to-json.js";
import { toSarif } from "../diagnostics/to-sarif.js";
import type { Format } from "./format.js";

/** Whether a stream is a terminal that shows colours; `NO_COLOR` says that its user wants none. */
export function showsColor(stream: NodeJS.WriteStream): boolean {
  // Streams that are no terminal have no `isTTY` at all.
  return stream.isTTY === true && (process.env["NO_COLOR"] ?? "") === "";
}

/** Data for the caller, on stdout. */
export function print(text: string): void {
  if (text !== "") process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Data whose last line may well have no end, unless it is a person who reads it. */
export function printExactly(text: string): void {
  if (process.stdout.isTTY) print(text);
  else process.stdout.write(text);
}

/** Talk for the person in front, on stderr. */
export function say(text: string): void {
  if (text !== "") process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
}

/**
 * Diagnostics in the format that was asked for; `value` is what the command found besides, which a
 * program gets with them and a person in the command's own words.
 */
export function report(
  format: Format,
  value: object,
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): void {
  const printValue = (data: object) => print(JSON.stringify(data, null, 2));
  if (format === "json") printValue({ ...value, diagnostics: toJson(diagnostics, sources) });
  else if (format === "github") print(toGithub(diagnostics, sources, fileName));
  else if (format === "sarif") {
    printValue(toSarif(diagnostics, sources, { version: packageJson.version, fileName }));
  } else say(printDiagnostics(diagnostics, sources, { color: showsColor(process.stderr) }));
}

/** A file as GitHub names it: from the top of the repository, when a workflow runs in a folder of it. */
function fileName(file: string): string {
  const top = process.env["GITHUB_WORKSPACE"] ?? process.cwd();
  return relative(top, resolve(file)).split(sep).join("/");
}
