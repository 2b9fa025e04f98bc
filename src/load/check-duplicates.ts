import type { Reporter } from "../diagnostics/reporter.js";
import { isSpace, jsonTree } from "./json-tree.js";
import { reportDuplicates } from "./report-duplicates.js";

/**
 * Reports keys that stand twice in a JSON text, of which JSON.parse silently kept the last.
 * `keyCount` says how many it kept: counting is much faster than looking at each object.
 */
export function checkDuplicates(
  text: string,
  keyCount: number,
  file: string,
  reporter: Reporter,
): void {
  if (!hasDuplicates(text, keyCount)) return;
  reportDuplicates(jsonTree(text).duplicates, text, file, reporter);
}

/** Whether keys stand twice in a well-formed JSON text, of which JSON.parse kept so many. */
export function hasDuplicates(text: string, keyCount: number): boolean {
  return countKeys(text) > keyCount;
}

/** The keys of a well-formed JSON text: its strings before a colon. */
function countKeys(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at++;
    for (let code = text.charCodeAt(at); code !== 0x22; code = text.charCodeAt(at)) {
      at += code === 0x5c ? 2 : 1;
    }
    at++;
    while (isSpace(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) === 0x3a) count++;
  }
  return count;
}
