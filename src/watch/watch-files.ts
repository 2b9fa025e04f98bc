import { watch } from "chokidar";

/** Files that are watched until it is closed. */
export interface Watching {
  /** Watches these from now on. */
  replace(files: readonly string[]): void;
  close(): Promise<void>;
}

/** Editors write in several steps, and tools write several files: what follows this fast is one change. */
const QUIET_MS = 50;

/**
 * Tells once of what changed together: files written, replaced, removed or come back.
 * @param files absolute paths
 */
export function watchFiles(
  files: readonly string[],
  onChange: (changed: readonly string[]) => void,
): Watching {
  let watched = new Set(files);
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch([...watched], { ignoreInitial: true, atomic: true });
  watcher.on("all", (_event, path) => {
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const together = [...changed];
      changed.clear();
      onChange(together);
    }, QUIET_MS);
  });
  return {
    replace(next) {
      const wanted = new Set(next);
      watcher.unwatch([...watched].filter((each) => !wanted.has(each)));
      watcher.add([...wanted].filter((each) => !watched.has(each)));
      watched = wanted;
    },
    close() {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}
