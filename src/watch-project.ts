import { resolve } from "node:path";
import type { GenerateOptions, GenerateResult } from "./generate.js";
import { generate } from "./generate.js";
import { GenerationMemory } from "./generation-memory.js";
import { watchFiles } from "./watch/watch-files.js";

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
  const watching = watchFiles(namedFiles(options), (files) => {
    for (const file of files) changed.add(file);
    wake();
  });
  const change = () =>
    new Promise<void>((go) => {
      wake = go;
      if (changed.size > 0 || until.aborted) go();
    });
  const stop = () => wake();
  until.addEventListener("abort", stop);
  try {
    await watching.ready;
    while (!until.aborted) {
      const start = performance.now();
      const together = [...changed].toSorted();
      changed.clear();
      const result = await generate(options, memory);
      watching.replace(result.source.paths);
      onCycle({ changed: together, result, milliseconds: performance.now() - start });
      await change();
    }
  } finally {
    until.removeEventListener("abort", stop);
    await watching.close();
  }
}

/** The files that are known before anything is read. */
function namedFiles({ document, overlays = [], variablesFile, cwd = "" }: GenerateOptions) {
  const named = [document, ...overlays, ...(variablesFile === undefined ? [] : [variablesFile])];
  return named.map((name) => resolve(cwd, name));
}
