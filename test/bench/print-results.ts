import { barText, median, medianRatio, valuesOf, type JudgedBar } from "./judge-bars.js";
import type { Results } from "./results.js";
import { OURS, type Measurement } from "./suite.js";

/** For people: every figure, what failed, and which bars are met. */
export function printResults(results: Results): string {
  const { title, rounds, measurements, failures, bars, notes } = results;
  return [
    `${title}: medians of ${rounds} rounds; in brackets, ours as a part of theirs`,
    "",
    table(measuredRows(measurements)),
    "",
    ...failures.map(({ subject, candidate, why }) => `${candidate} fails at ${subject}: ${why}`),
    ...notes,
    "",
    table(bars.map((bar) => barCells(bar, measurements))),
  ].join("\n");
}

/** What was found of a bar, in a table's cells. */
export function barCells(bar: JudgedBar, measurements: readonly Measurement[]): readonly string[] {
  const unit = measurements.find(({ measure }) => measure === bar.measure)?.unit ?? "";
  const found =
    bar.found === undefined
      ? "no figures"
      : bar.peer === undefined
        ? amount(bar.found, unit)
        : `${bar.found.toFixed(2)} ×`;
  return [bar.subject, barText(bar, unit), found, bar.met ? "met" : "missed"];
}

/** A figure to about three digits. */
export function amount(value: number, unit: string): string {
  const text = value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
  return `${text} ${unit}`.trimEnd();
}

function measuredRows(measurements: readonly Measurement[]): readonly (readonly string[])[] {
  const measures = [...new Set(measurements.map(({ measure }) => measure))];
  const lines = [
    ...new Set(measurements.map(({ subject, candidate }) => `${subject}\n${candidate}`)),
  ];
  const rows = lines.map((line) => {
    const [subject = "", candidate = ""] = line.split("\n");
    const cells = measures.map((measure) => cell(measurements, subject, candidate, measure));
    return [subject, candidate, ...cells];
  });
  return [["", "", ...measures], ...rows];
}

function cell(
  measurements: readonly Measurement[],
  subject: string,
  candidate: string,
  measure: string,
): string {
  const theirs = valuesOf(measurements, subject, candidate, measure);
  const value = median(theirs);
  if (value === undefined) return "";
  const unit = measurements.find((each) => each.measure === measure)?.unit ?? "";
  const ratio =
    candidate === OURS
      ? undefined
      : medianRatio(valuesOf(measurements, subject, OURS, measure), theirs);
  return amount(value, unit) + (ratio === undefined ? "" : ` (${ratio.toFixed(2)})`);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
