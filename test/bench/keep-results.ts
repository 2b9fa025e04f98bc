import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../harness/root.js";
import { withSection } from "../harness/readme-section.js";
import { barChart } from "./bar-chart.js";
import { performanceSection } from "./performance-section.js";
import type { Results } from "./results.js";

const FOLDER = join(ROOT, "test/bench/results");

/** Writes a suite's results over its last, with its chart. */
export async function keepResults(results: Results): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, `${results.suite}.json`), `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(join(FOLDER, `${results.suite}.svg`), barChart(results));
}

/** The last results of suites that have any. */
export async function lastResults(suites: readonly string[]): Promise<readonly Results[]> {
  const found = await Promise.all(
    suites.map(async (suite) => {
      const text = await readFile(join(FOLDER, `${suite}.json`), "utf8").catch(() => undefined);
      return text === undefined ? [] : [JSON.parse(text) as Results];
    }),
  );
  return found.flat();
}

/** The README with its section about performance written anew. */
export function withPerformance(readme: string, all: readonly Results[]): Promise<string> {
  return withSection(readme, "npm run bench", performanceSection(all));
}
