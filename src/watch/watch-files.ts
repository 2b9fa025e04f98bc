import { dirname } from "node:path";
import { watch } from "chokidar";

/** Files that are watched until it is closed. */
export interface Watching {
  /** When the first of them are watched. */
  readonly ready: Promise<void>;
  /** Watches these from now on. */
  replace(files: readonly string[]): void;
  close(): Promise<void>;
}

/** Editors write in several steps, and tools write several files: what follows this fast is one change. */
const QUIET_MS = 50;

/**
 * Tells once of what changed together: files written, replaced, removed, or come (back) to where there
 * was none.
 * @param files absolute paths
 */
export function watchFiles(
  files: readonly string[],
  onChange: (changed: readonly string[]) => void,
): Watching {
  let wanted = new Set(files);
  let folders = foldersAbove(files);
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  // A file alone is lost sight of when it is removed, so its folder is watched too, but nothing else there.
  const watcher = watch([], {
    ignoreInitial: true,
    atomic: true,
    ignored: (path) => !wanted.has(path) && !folders.has(path),
  });
  watcher.on("all", (_event, path) => {
    if (!wanted.has(path)) return;
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const together = [...changed];
      changed.clear();
      onChange(together);
    }, QUIET_MS);
  });
  const ready = new Promise<void>((resolve) => {
    watcher.once("ready", resolve);
  });
  watcher.add(withFolders(files));
  return {
    ready,
    replace(next) {
      const before = wanted;
      wanted = new Set(next);
      folders = foldersAbove(next);
      watcher.unwatch([...before].filter((each) => !wanted.has(each)));
      watcher.add(withFolders(next.filter((each) => !before.has(each))));
    },
    close() {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}

function withFolders(files: readonly string[]): string[] {
  return [...new Set(files.flatMap((file) => [dirname(file), file]))];
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
