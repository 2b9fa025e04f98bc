import type { JsonDiagnostic } from "../../src/diagnostics/to-json.js";
import type { TrialResult } from "../harness/try-document.js";
import type { Settled } from "../harness/worker-pool.js";

/** What came of one document. */
export interface CorpusItem {
  readonly file: string;
  readonly outcome:
    "generated" | "refused" | "crashed" | "type-error" | "start-failure" | "test-failure";
  readonly diagnostics: readonly JsonDiagnostic[];
  /** Milliseconds that generating took. */
  readonly ms: number;
  /** What went wrong, where it is no diagnostic. */
  readonly why?: string;
  readonly routes?: number;
  /** How many of the project's own tests passed, where they were run. */
  readonly tests?: number;
  /** The conditions that the document left to its user, all of which were taken to be false. */
  readonly decided?: readonly string[];
}

export interface CorpusSummary {
  readonly total: number;
  readonly generated: number;
  readonly refused: number;
  /** Those of the refused that are no OpenAPI documents as they stand: there is nothing to generate. */
  readonly unreadable: number;
  readonly crashed: number;
  readonly typeErrors: number;
  readonly startFailures: number;
  /** Where the projects' own tests were run: documents of which some failed, and the tests that passed. */
  readonly testFailures?: number;
  readonly testsPassed?: number;
  readonly items: readonly CorpusItem[];
}

/** What is wrong with a text that is no document, or with one that is not all there. */
const UNREADABLE = new Set([
  "invalid-json",
  "invalid-yaml",
  "duplicate-key",
  "file-not-found",
  "unsupported-version",
]);

function isUnreadable({ outcome, diagnostics }: CorpusItem): boolean {
  return (
    outcome === "refused" &&
    diagnostics.some(({ code, severity }) => severity === "error" && UNREADABLE.has(code))
  );
}

export function itemOf(
  file: string,
  settled: Settled<TrialResult>,
  typeErrors: readonly string[],
): CorpusItem {
  if (settled.kind === "crashed") {
    return { file, outcome: "crashed", diagnostics: [], ms: 0, why: settled.why };
  }
  const { generated, diagnostics, startFailure, routes, ms } = settled.result;
  const decided = settled.result.decided.length > 0 && { decided: settled.result.decided };
  if (!generated) return { file, outcome: "refused", diagnostics, ms, ...decided };
  if (typeErrors.length > 0) {
    const why = typeErrors.slice(0, 3).join("\n");
    return { file, outcome: "type-error", diagnostics, ms, why };
  }
  if (startFailure !== undefined) {
    return { file, outcome: "start-failure", diagnostics, ms, why: startFailure };
  }
  const { tests } = settled.result;
  if (tests !== undefined && tests.failed > 0) {
    const why = `${tests.failed} tests failed\n${tests.output}`;
    return { file, outcome: "test-failure", diagnostics, ms, why, tests: tests.passed };
  }
  const passed = tests && { tests: tests.passed };
  return {
    file,
    outcome: "generated",
    diagnostics,
    ms,
    routes: routes.length,
    ...decided,
    ...passed,
  };
}

export function summarize(items: readonly CorpusItem[]): CorpusSummary {
  const count = (outcome: CorpusItem["outcome"]) =>
    items.filter((item) => item.outcome === outcome).length;
  const tested = items.flatMap(({ tests }) => tests ?? []);
  const ofTests = {
    testFailures: count("test-failure"),
    testsPassed: tested.reduce((sum, each) => sum + each, 0),
  };
  return {
    total: items.length,
    generated: count("generated"),
    refused: count("refused"),
    unreadable: items.filter(isUnreadable).length,
    crashed: count("crashed"),
    typeErrors: count("type-error"),
    startFailures: count("start-failure"),
    ...(tested.length > 0 && ofTests),
    items,
  };
}

/** The counts, what went wrong, and which problems refuse how many documents. */
export function printSummary({ items, ...counts }: CorpusSummary): string {
  const broken = items.filter(({ why }) => why !== undefined);
  const refusing = new Map<string, number>();
  for (const { outcome, diagnostics } of items) {
    if (outcome !== "refused") continue;
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    for (const code of new Set(errors.map((each) => each.code))) {
      refusing.set(code, (refusing.get(code) ?? 0) + 1);
    }
  }
  const ranking = [...refusing].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [
    ...broken.map(({ file, outcome, why }) => `${outcome} ${file}\n    ${why}`),
    ...ranking.map(([code, documents]) => `${String(documents).padStart(5)} refused by ${code}`),
    "",
    Object.entries(counts)
      .map(([name, number]) => `${name} ${number}`)
      .join(", "),
  ].join("\n");
}
