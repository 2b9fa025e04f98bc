import { dirname, resolve, sep } from "node:path";
import { watch } from "chokidar";

/** Files that are watched until it is closed. */
export interface Watching {
  /** When all of them are watched. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** Editors write in several steps, and tools write several files: what follows this fast is one change. */
const QUIET_MS = 50;

/** By how much the times of files may be behind the clock. */
const CLOCK_MS = 20;

/**
 * Tells once of what changed together: files written, replaced, removed, or come (back) to where there
 * was none.
 * @param files absolute paths; of a folder, all that is below it
 * @param since what was written from then on, in milliseconds since 1970, is a change too
 */
export function watchFiles(
  files: readonly string[],
  since: number,
  onChange: (changed: readonly string[]) => void,
): Watching {
  const wanted = new Set(files);
  const isWanted = (path: string): boolean =>
    wanted.has(path) || (path !== dirname(path) && isWanted(dirname(path)));
  const folders = foldersAbove(files);
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isReady = false;
  // A file alone is lost sight of when it is removed, and one that is missing makes it ready too early: so
  // folders are watched, but nothing else in them.
  const watcher = watch([...new Set(files.map((file) => dirname(file)))], {
    atomic: true,
    alwaysStat: true,
    ignored: (path) => !folders.has(native(path)) && !isWanted(native(path)),
  });
  const ready = new Promise<void>((done) => {
    watcher.once("ready", () => {
      isReady = true;
      done();
    });
  });
  watcher.on("all", (_event, told, stats) => {
    const path = native(told);
    // Until then, it tells of what is there.
    if (!isWanted(path) || (!isReady && (stats?.mtimeMs ?? 0) < since - CLOCK_MS)) return;
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const together = [...changed];
      changed.clear();
      onChange(together);
    }, QUIET_MS);
  });
  return {
    ready,
    close() {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}

/** chokidar tells of paths with slashes in them where the system has others. */
function native(path: string): string {
  return sep === "/" ? path : resolve(path);
}

/** The folders that files are in, those of these, and so on. */
function foldersAbove(files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); !found.has(folder); folder = dirname(folder))
      found.add(folder);
  }
  return found;
}
