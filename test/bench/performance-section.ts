import { markdownTable } from "../harness/readme-section.js";
import { barCells } from "./print-results.js";
import type { Results } from "./results.js";

/** What the README says of the results. */
export function performanceSection(all: readonly Results[]): string {
  if (all.length === 0) return "No results of a whole run are kept yet.";
  return all
    .flatMap((results) => {
      const { suite, title, rounds, node, measurements, failures, bars, notes } = results;
      return [
        `### ${title}`,
        `![${title}](test/bench/results/${suite}.svg)`,
        `Medians of ${rounds} rounds, Node ${node.replace("v", "")}. What is to be reached, and what is:`,
        markdownTable(
          ["", "at most", "found", ""],
          bars.map((bar) => barCells(bar, measurements)),
        ),
        [
          ...failures.map(
            ({ subject, candidate, why }) => `${candidate} fails at ${subject} (\`${why}\`).`,
          ),
          ...notes,
        ].join(" "),
      ];
    })
    .join("\n\n");
}
