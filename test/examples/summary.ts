import type { Settled } from "../harness/worker-pool.js";
import type { Comparison, Difference } from "./compare-document.js";
import { KNOWN_DIFFERENCES } from "./known-differences.js";

export interface ExamplesSummary {
  readonly documents: number;
  /** Documents that are not generated, and so have no validators. */
  readonly refused: number;
  readonly crashed: readonly string[];
  readonly compared: number;
  /** Examples that both hold valid, or generated validators do. */
  readonly fitting: number;
  /** How many differences there are of each known kind. */
  readonly known: Readonly<Record<string, number>>;
  /** Known kinds of which there is none any more. */
  readonly stale: readonly string[];
  readonly unknown: readonly Difference[];
  readonly items: readonly {
    readonly file: string;
    readonly compared: number;
    readonly fitting: number;
    readonly differing: number;
  }[];
}

export function summarize(
  settled: readonly (readonly [file: string, settled: Settled<Comparison>])[],
): ExamplesSummary {
  const done = settled.flatMap(([file, each]) =>
    each.kind === "done" ? [{ file, ...each.result }] : [],
  );
  const sum = (key: "compared" | "fitting") =>
    done.reduce((total, comparison) => total + comparison[key], 0);
  const differences = done.flatMap((each) => each.differences);
  const kinds = Object.entries(KNOWN_DIFFERENCES);
  const known = kinds.map(
    ([name, { covers }]) => [name, differences.filter((each) => covers(each)).length] as const,
  );
  return {
    documents: settled.length,
    refused: done.filter(({ refused }) => refused).length,
    crashed: settled.flatMap(([file, each]) =>
      each.kind === "crashed" ? [`${file}: ${each.why}`] : [],
    ),
    compared: sum("compared"),
    fitting: sum("fitting"),
    known: Object.fromEntries(known),
    stale: known.flatMap(([name, count]) => (count === 0 ? [name] : [])),
    unknown: differences.filter((each) => kinds.every(([, { covers }]) => !covers(each))),
    items: done.map(({ file, compared, fitting, differences: differing }) => {
      return { file, compared, fitting, differing: differing.length };
    }),
  };
}

/** A line for each document that has examples, what is wrong, and the counts. */
export function printSummary(summary: ExamplesSummary): string {
  const { items, known, stale, unknown, crashed, documents, refused, compared, fitting } = summary;
  const rows = items.filter((each) => each.compared > 0);
  const cell = (value: string | number) => String(value).padStart(9);
  return [
    `${["compared", "fitting", "differing"].map(cell).join("")}  document`,
    ...rows.map((each) => {
      return `${[each.compared, each.fitting, each.differing].map(cell).join("")}  ${each.file}`;
    }),
    "",
    ...crashed.map((each) => `crashed: ${each}`),
    ...unknown.map((each) => `${each.where}\n    ours: ${each.ours}\n    Ajv:  ${each.ajv}`),
    ...Object.entries(known).map(([name, count]) => {
      return `${String(count).padStart(5)} differ by ${name}: ${KNOWN_DIFFERENCES[name]?.why}`;
    }),
    ...stale.map((name) => `no example differs by ${name} any more: take it from the list`),
    "",
    `documents ${documents}, refused ${refused}, compared ${compared}, fitting ${fitting}`,
  ].join("\n");
}
