import { relative, resolve, sep } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { printDiagnostics } from "../diagnostics/print.js";
import type { Sources } from "../diagnostics/sources.js";
import { toGithub, workflowCommand } from "../diagnostics/to-github.js";
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
  const reported = { value, diagnostics, sources };
  if (format === "json") printValue(jsonOf(reported));
  else if (format === "github") print(toGithub(diagnostics, sources, fileName));
  else if (format === "sarif") printValue(sarifOf(reported));
  else say(printDiagnostics(diagnostics, sources, { color: showsColor(process.stderr) }));
}

interface Reported {
  readonly value: object;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** The same of several runs, by their names, in a format for programs: one object, or a log of each. */
export function reportTogether(
  format: Exclude<Format, "pretty">,
  runs: ReadonlyMap<string, Reported>,
): void {
  if (format === "json") {
    const targets = Array.from(runs, ([name, reported]) => [name, jsonOf(reported)]);
    printValue({ targets: Object.fromEntries(targets) });
  } else if (format === "sarif") {
    const logs = Array.from(runs.values(), sarifOf);
    printValue({ ...logs[0], runs: logs.flatMap((log) => log.runs) });
  } else {
    for (const { diagnostics, sources } of runs.values()) {
      print(toGithub(diagnostics, sources, fileName));
    }
  }
}

function printValue(data: object): void {
  print(JSON.stringify(data, null, 2));
}

function jsonOf({ value, diagnostics, sources }: Reported): object {
  return { ...value, diagnostics: toJson(diagnostics, sources) };
}

function sarifOf({ diagnostics, sources }: Reported) {
  return toSarif(diagnostics, sources, { version: packageJson.version, fileName });
}

/** A warning about a whole file for GitHub Actions, on stdout. */
export function annotate(file: string, title: string, text: string): void {
  print(workflowCommand("error", { file: fileName(file), title }, text));
}

/** A file as GitHub names it: from the top of the repository, when a workflow runs in a folder of it. */
function fileName(file: string): string {
  const top = process.env["GITHUB_WORKSPACE"] ?? process.cwd();
  return relative(top, resolve(file)).split(sep).join("/");
}
