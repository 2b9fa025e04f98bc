import type { Exceptions } from "./exceptions.js";
import type { Outcome } from "./lane.js";

/** What a run comes to, as `--json` prints it. */
export interface Summary {
  readonly passed: number;
  readonly total: number;
  readonly excepted: readonly Excepted[];
  readonly failures: readonly Failure[];
}

interface Failure {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

/** A deviation, beside what other servers do. */
interface Excepted extends Failure {
  readonly nginx: string;
  readonly node: string;
}

/** @param known the ids of all rows: an exception of another is a failure, as one that nothing needs is */
export function summarize(
  outcomes: readonly Outcome[],
  exceptions: Exceptions,
  known: ReadonlySet<string>,
): Summary {
  const unknown = Object.keys(exceptions).filter((id) => !known.has(id));
  const judged = outcomes.map((outcome) => ({
    outcome,
    failure: failureOf(outcome, exceptions),
    exception: exceptions[outcome.row.id],
  }));
  return {
    passed: outcomes.filter(({ faults }) => faults.length === 0).length,
    total: outcomes.length,
    excepted: judged.flatMap(({ outcome, failure, exception }) => {
      if (failure !== undefined || exception === undefined) return [];
      const { id, title, reference } = outcome.row;
      const { nginx, nodeHard } = reference;
      const others = { nginx: nginx?.outcome ?? "not run", node: nodeHard?.outcome ?? "not run" };
      return [{ id, title, why: `${outcome.faults.join("; ")}: ${exception.why}`, ...others }];
    }),
    failures: [
      ...judged.flatMap(({ failure }) => failure ?? []),
      ...unknown.map((id) => ({ id, title: "", why: "it is excepted, and there is no such row" })),
    ],
  };
}

function failureOf(
  { row, faults, statuses }: Outcome,
  exceptions: Exceptions,
): Failure | undefined {
  const { id, title } = row;
  const exception = exceptions[id];
  if (exception === undefined) {
    if (faults.length === 0) return undefined;
    return { id, title, why: `${faults.join("; ")} (answered ${statuses})` };
  }
  if (faults.length === 0) return { id, title, why: "it passes: take it out of the exceptions" };
  const others = faults.filter((fault) => !exception.faults.includes(fault));
  return others.length === 0
    ? undefined
    : { id, title, why: `besides what is excepted: ${others.join("; ")}` };
}

export function printSummary({ passed, total, excepted, failures }: Summary): string {
  return [
    ...failures.map(({ id, title, why }) => `${id} ${title}\n    ${why}`),
    ...excepted.map(
      ({ id, title, why, nginx, node }) =>
        `${id} ${title} (excepted)\n    ${why}\n    nginx: ${nginx}; Node: ${node}`,
    ),
    `${passed} of ${total} passed, ${excepted.length} excepted, ${failures.length} failures`,
  ].join("\n");
}
