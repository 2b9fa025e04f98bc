import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** A folder that this process cannot use safely; the message says why. */
export class UnsafeFolder extends Error {}

/**
 * Where the gateways of one document are put while they run: below the user's own cache folder, readable
 * by nobody else. Each has a folder of its own, since one that drains still loads its modules.
 */
export class CacheFolder {
  readonly #folder: string;
  #made = 0;

  /** @param document its absolute path, by which the folder is known */
  constructor(document: string) {
    const key = createHash("sha256").update(document).digest("hex").slice(0, 32);
    this.#folder = join(userFolder(), "gatewright", "dev", key);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    assertOwn(this.#folder);
    this.#sweep();
  }

  /** Makes an empty folder for one gateway. */
  next(): string {
    this.#made += 1;
    const folder = join(this.#folder, `${process.pid}-${this.#made}`);
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  }

  async remove(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }

  /** Removes what runs that ended without a word have left. */
  #sweep(): void {
    for (const name of readdirSync(this.#folder)) {
      const [, pid] = /^(\d+)-\d+$/.exec(name) ?? [];
      if (pid !== undefined && !isRunning(Number(pid))) {
        rmSync(join(this.#folder, name), { recursive: true, force: true });
      }
    }
  }
}

function userFolder(): string {
  const { XDG_CACHE_HOME: cache, LOCALAPPDATA: local } = process.env;
  if (process.platform === "win32" && local !== undefined) return local;
  return cache?.startsWith("/") === true ? cache : join(homedir(), ".cache");
}

/** Code is run from there: nobody else may have put it. */
function assertOwn(folder: string): void {
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new UnsafeFolder(`${folder} is not a folder`);
  if (process.getuid === undefined) return;
  if (found.uid !== process.getuid()) throw new UnsafeFolder(`${folder} is somebody else's`);
  if ((found.mode & 0o077) !== 0) {
    throw new UnsafeFolder(`${folder} is open to others: run \`chmod 700\` on it, or remove it`);
  }
}

function isRunning(pid: number): boolean {
  // Another run may have the same number after a restart of the machine; it is this one's then.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
