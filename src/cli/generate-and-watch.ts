import { relative } from "node:path";
import { visibleText } from "../diagnostics/visible-text.js";
import { toJson } from "../diagnostics/to-json.js";
import { countOf } from "../diagnostics/summary.js";
import type { GenerateOptions } from "../generate.js";
import { type Cycle, watchProject } from "../watch-project.js";
import { isTouched } from "../write/file-change.js";
import type { Format } from "./format.js";
import { print, report, say } from "./terminal.js";
import { changesToJson, staleFiles } from "./report-changes.js";

/** `gatewright generate DOCUMENT --watch`: goes on until it is interrupted. */
export async function generateAndWatch(
  options: Omit<GenerateOptions, "dryRun">,
  format: Format,
): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      interrupted.abort();
    });
  }
  const tell = format === "json" ? printCycle : (cycle: Cycle) => sayCycle(cycle, options.out);
  await watchProject(options, tell, interrupted.signal);
}

/** One line, for programs. */
function printCycle({ changed, result, milliseconds }: Cycle): void {
  const { reporter, source } = result;
  const cycle = {
    changed: changed.map(shortName),
    ...changesToJson(result, { dryRun: false, out: "." }),
    milliseconds: Math.round(milliseconds),
    diagnostics: toJson(reporter.diagnostics, source),
  };
  print(JSON.stringify(cycle));
}

/** The problems if there are any, and a line. */
function sayCycle({ changed, result, milliseconds }: Cycle, out: string): void {
  const { diagnostics } = result.reporter;
  report("pretty", {}, diagnostics, result.source);
  const names = visibleText(changed.map(shortName).join(", "));
  const cause = changed.length === 0 ? "Generated" : `${names} changed`;
  const { length } = staleFiles(result).filter(isTouched);
  const time = `${(milliseconds / 1000).toFixed(2)} s`;
  if (result.changes === undefined) say(`${cause}: nothing was written`);
  else say(`${cause}: ${countOf(length, "file")} written to ${out} in ${time}`);
  if (changed.length === 0) say("Watching for changes. Ctrl-C ends it.");
}

function shortName(path: string): string {
  return relative("", path);
}
