import { randomNumbers, shuffled } from "./shuffled.js";
import type { Failure, Measurement, SuiteFindings, SuiteOptions } from "./suite.js";

/** What a candidate's turn took, or why it failed. */
export type Turn<Taken> =
  | { readonly kind: "done"; readonly took: Taken }
  | { readonly kind: "failed"; readonly why: string };

/**
 * Gives every candidate a turn at every subject, round by round: the candidates of a subject one after
 * another, in another order each time, so that what else the machine does meets them all. Who fails
 * once has no further turns at that subject.
 * @param units what is measured, in the order in which tables show it
 */
export async function runRounds<Measure extends string>(
  subjects: readonly string[],
  candidates: readonly string[],
  units: Readonly<Record<Measure, string>>,
  options: SuiteOptions,
  turn: (subject: string, candidate: string) => Promise<Turn<Readonly<Record<Measure, number>>>>,
): Promise<Omit<SuiteFindings, "notes">> {
  const random = randomNumbers(options.seed);
  const values = new Map<string, number[]>();
  const failures: Failure[] = [];
  const wanted = subjects.filter((subject) => options.wants(subject));
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const subject of wanted) {
      for (const candidate of shuffled(candidates, random)) {
        const hasFailed = failures.some(
          (each) => each.subject === subject && each.candidate === candidate,
        );
        if (hasFailed || !options.wants(subject, candidate)) continue;
        options.onProgress(`round ${round} of ${options.rounds}: ${subject}, ${candidate}`);
        const done = await turn(subject, candidate);
        if (done.kind === "failed") failures.push({ subject, candidate, why: done.why });
        else {
          for (const [measure, value] of Object.entries<number>(done.took)) {
            const key = keyOf(subject, candidate, measure);
            values.set(key, [...(values.get(key) ?? []), value]);
          }
        }
      }
    }
  }
  const measurements = wanted.flatMap((subject) =>
    candidates.flatMap((candidate) =>
      Object.entries<string>(units).flatMap(([measure, unit]): readonly Measurement[] => {
        const found = values.get(keyOf(subject, candidate, measure));
        return found === undefined ? [] : [{ subject, candidate, measure, unit, values: found }];
      }),
    ),
  );
  return { measurements, failures };
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
