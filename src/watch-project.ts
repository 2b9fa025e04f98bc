import type { GenerateOptions, GenerateResult } from "./generate.js";
import { generate } from "./generate.js";
import { GenerationMemory } from "./generation-memory.js";
import { watchFiles, type Watching } from "./watch/watch-files.js";

/** One generation of those that follow a document. */
export interface Cycle {
  /** Absolute paths of the files that changed, sorted; none for the first. */
  readonly changed: readonly string[];
  readonly result: GenerateResult;
  /** From the change being noticed until the last file was written. */
  readonly milliseconds: number;
}

/**
 * Generates, and again whenever a file changes that was read for it, or was missing: one after the
 * other, what changes meanwhile together. A document with errors writes nothing, and is waited for.
 * @param until ends it, once a generation that goes on is finished
 * @throws what `generate` throws, which is a bug
 */
export async function watchProject(
  options: Omit<GenerateOptions, "dryRun">,
  onCycle: (cycle: Cycle) => void,
  until: AbortSignal,
): Promise<void> {
  const memory = new GenerationMemory();
  const changed = new Set<string>();
  let wake = () => {};
  const stop = () => wake();
  until.addEventListener("abort", stop);
  let watching: Watching | undefined;
  const follow = async (files: readonly string[], since: number) => {
    const before = watching;
    watching = watchFiles(files, since, (found) => {
      for (const file of found) changed.add(file);
      wake();
    });
    await watching.ready;
    await before?.close();
  };
  try {
    while (!until.aborted) {
      const start = performance.now();
      const since = Date.now();
      const together = [...changed].toSorted();
      changed.clear();
      const result = await generate(options, memory);
      const milliseconds = performance.now() - start;
      onCycle({ changed: together, result, milliseconds });
      // Anew each time: what takes a file's place is not watched at once. What changes until then is
      // seen by its time.
      await follow(result.inputs, since);
      await new Promise<void>((go) => {
        wake = go;
        if (changed.size > 0 || until.aborted) go();
      });
    }
  } finally {
    until.removeEventListener("abort", stop);
    await watching?.close();
  }
}
