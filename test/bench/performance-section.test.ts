import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../harness/root.js";
import { barChart } from "./bar-chart.js";
import { lastResults, withPerformance } from "./keep-results.js";
import { SUITES } from "./suites.js";

const results = await lastResults(SUITES.map(({ name }) => name));

test("the README's figures are those that were found last: npm run bench", async () => {
  const readme = await readFile(join(ROOT, "README.md"), "utf8");
  expect(await withPerformance(readme, results)).toBe(readme);
});

test.each(results)("the chart of $suite shows them", async (each) => {
  const chart = await readFile(join(ROOT, `test/bench/results/${each.suite}.svg`), "utf8");
  expect(barChart(each)).toBe(chart);
});
