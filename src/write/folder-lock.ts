import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
    const left = readFile(file);
    const holder = runningHolder(file);
    if (holder !== undefined) return { holder };
    if (!takeAway(file, left) || !create(file, mine)) return { holder: "another process" };
  }
  return () => {
    if (readFile(file) === mine) rmSync(file, { force: true });
  };
}

const WRITTEN_WITHIN_MS = 500;
const WAIT_MS = 20;

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/**
 * Takes away what a process that has ended left. Others may do so as well, and one of them have a lock of
 * its own there already: that is put back.
 */
function takeAway(file: string, left: string | undefined): boolean {
  const aside = `${file}.${process.pid}.gatewright-new`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw error;
  }
  const isLeft = readFile(aside) === left;
  if (!isLeft) putBack(aside, file);
  rmSync(aside, { force: true });
  return isLeft;
}

/** Unless yet another one has come in between. */
function putBack(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function readFile(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Who has a lock, unless nobody does. */
function runningHolder(file: string): string | undefined {
  const held = readHolder(file);
  if (held === undefined) return undefined;
  const { process: id, host } = held;
  // Processes of another machine, which shares the folder, cannot be seen.
  if (host !== hostname()) return `a process on ${String(host)}`;
  return typeof id === "number" && isRunning(id) ? `process ${id}` : undefined;
}

interface Holder {
  readonly process?: unknown;
  readonly host?: unknown;
}

/** Waits for a lock that was taken just now; one that is never written is that of a process that ended. */
function readHolder(file: string): Holder | undefined {
  for (let waited = 0; waited < WRITTEN_WITHIN_MS; waited += WAIT_MS) {
    try {
      return JSON.parse(readFileSync(file, "utf8")) as Holder;
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
    }
  }
  return undefined;
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
