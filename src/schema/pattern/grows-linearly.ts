import { createRequire } from "node:module";
import type * as Recheck from "recheck";
import type { ParsedPattern } from "./parse-pattern.js";

const require = createRequire(import.meta.url);

const verdicts = new Map<string, boolean>();

/** Without a limit of time, so that the answer is the same on every machine. */
const NO_LIMIT: Recheck.Parameters = { checker: "automaton", timeout: null };

/**
 * Whether recheck proves that the time of a pattern grows no faster than the text. It tells nothing
 * of lookaround and references, which is false. The work grows fast with the pattern.
 */
export function growsLinearly({ source, flags }: ParsedPattern): boolean {
  const key = `/${source}/${flags}`;
  const verdict = verdicts.get(key) ?? check(source, flags);
  verdicts.set(key, verdict);
  return verdict;
}

function check(source: string, flags: string): boolean {
  // Loaded when a pattern needs it, being 3 MB. This build of it starts no processes, and no JVM.
  const { checkSync } = require("recheck/lib/browser.js") as typeof Recheck;
  return checkSync(source, flags, NO_LIMIT).status === "safe";
}
