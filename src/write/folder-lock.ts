import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";

/** Says which process writes into a folder, below that folder. */
export const LOCK = ".gatewright/lock";

/**
 * Takes a project's folder for this process, so that no two runs write into it at once. A lock whose
 * process has ended is nobody's.
 * @returns what gives it back; or the process that has it, if another one does
 */
export function lockFolder(root: string): (() => void) | { readonly holder: string } {
  const file = join(root, LOCK);
  mkdirSync(dirname(file), { recursive: true });
  const mine = JSON.stringify({ process: process.pid, host: hostname() });
  if (!create(file, mine)) {
    const holder = runningHolder(file);
    if (holder !== undefined) return { holder };
    rmSync(file, { force: true });
    if (!create(file, mine)) return { holder: "another process" };
  }
  return () => rmSync(file, { force: true });
}

const WRITTEN_WITHIN_MS = 1000;

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** Who has a lock, unless nobody does. */
function runningHolder(file: string): string | undefined {
  let held: { readonly process?: unknown; readonly host?: unknown };
  try {
    held = JSON.parse(readFileSync(file, "utf8")) as typeof held;
  } catch {
    // Taken just now and not written yet, or its process ended before it had written a word.
    const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: 0 };
    return Date.now() - mtimeMs < WRITTEN_WITHIN_MS ? "another process" : undefined;
  }
  const { process: id, host } = held;
  // Processes of another machine, which shares the folder, cannot be seen.
  if (host !== hostname()) return `a process on ${String(host)}`;
  return typeof id === "number" && isRunning(id) ? `process ${id}` : undefined;
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
