import type { Finding, ZoneContext } from "./write-project.js";

/** Between such lines both sides of a conflict stand, whether gatewright left them there or git. */
const OPEN =
  /^<{7} (?:yours\r?\n(?:.*\r?\n)*?>{7} generated\r?$|.*\r?\n(?:(?!<{7} ).*\r?\n)*?={7}\r?\n(?:(?!<{7} ).*\r?\n)*?>{7} )/gm;

/** Where in a text conflicts are that nobody has decided yet. */
export function findConflicts(text: string): readonly number[] {
  return Array.from(text.matchAll(OPEN), ({ index }) => index);
}

/**
 * What is to be told of a file in which conflicts are that nobody has decided yet; undefined if there are
 * none. Nothing can be put into such a file.
 */
export function openConflicts(
  path: string,
  text: string,
  context: ZoneContext,
): Finding | undefined {
  const found = findConflicts(text);
  if (found.length === 0) return undefined;
  return (reporter) => {
    for (const offset of found) {
      reporter.report("unresolved-conflict", context.locate(path, text, offset), { path });
    }
  };
}
