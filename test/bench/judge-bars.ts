import { OURS, type Bar, type Measurement } from "./suite.js";

/** A bar and what was found: undefined where a candidate has no figures. */
export interface JudgedBar extends Bar {
  readonly found: number | undefined;
  readonly met: boolean;
}

export function judgeBar(bar: Bar, measurements: readonly Measurement[]): JudgedBar {
  const ours = valuesOf(measurements, bar.subject, OURS, bar.measure);
  const found =
    bar.peer === undefined
      ? median(ours)
      : medianRatio(ours, valuesOf(measurements, bar.subject, bar.peer, bar.measure));
  return { ...bar, found, met: found !== undefined && found <= bar.atMost };
}

/** What a bar says, as tables have it. */
export function barText({ atMost, peer, measure }: Bar, unit: string): string {
  return peer === undefined ? `${measure} ≤ ${atMost} ${unit}` : `${measure} ≤ ${atMost} × ${peer}`;
}

export function valuesOf(
  measurements: readonly Measurement[],
  subject: string,
  candidate: string,
  measure: string,
): readonly number[] {
  const isAsked = (each: Measurement) =>
    each.subject === subject && each.candidate === candidate && each.measure === measure;
  return measurements.find(isAsked)?.values ?? [];
}

/** The median of the ratios of each round: what slowed a round down slowed both. */
export function medianRatio(
  ours: readonly number[],
  theirs: readonly number[],
): number | undefined {
  return median(
    ours.flatMap((value, round) => {
      const other = theirs[round];
      return other === undefined ? [] : [value / other];
    }),
  );
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const low = sorted[Math.floor(middle)];
  const high = sorted[Math.ceil(middle)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
