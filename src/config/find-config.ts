import { lstatSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Reporter } from "../diagnostics/reporter.js";

/** The names that a config may have. */
const NAMES = ["gatewright.config.ts", "gatewright.config.mjs", "gatewright.config.json"];

/** The names of configs that are in a folder. */
export function configsIn(folder: string): readonly string[] {
  return NAMES.filter(
    (name) => lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined,
  );
}

/**
 * The config of a folder, if it has one. Those of folders above are not taken: a config may be code,
 * and nobody looks up there before running a command. Several, and links that lead out, are reported.
 */
export function findConfig(folder: string, reporter: Reporter): string | undefined {
  const [name, ...others] = configsIn(folder);
  if (name === undefined) return undefined;
  if (others.length > 0) {
    reporter.report("several-configs", undefined, { names: [name, ...others] });
  } else if (leadsOut(folder, name)) {
    reporter.report("config-elsewhere", undefined, { file: name });
  }
  return name;
}

function leadsOut(folder: string, name: string): boolean {
  try {
    return dirname(realpathSync(join(folder, name))) !== realpathSync(folder);
  } catch {
    // A link to nothing is told of when it is read.
    return false;
  }
}
