import { Workshop } from "../harness/build-gateway.js";
import { BackendStubs } from "./backend-stubs.js";
import type { GatewayCase } from "./gateway-case.js";
import type { JsonObject } from "./json.js";
import type { Folder, Outcome, Verdict } from "./outcome.js";
import { runGatewayCase, type Lane } from "./run-gateway-case.js";

/** A case with the folder that it lies in. */
export interface FoundCase {
  readonly folder: Folder;
  readonly given: JsonObject;
}

export interface RunOptions {
  /** How many cases run at a time. */
  readonly jobs: number;
  /** Leave the generated projects where they are. */
  readonly keep: boolean;
  readonly onOutcome: (outcome: Outcome) => void;
}

type RunCase = (given: JsonObject, lane: Lane) => Promise<Verdict>;

const runGateway: RunCase = (given, lane) => runGatewayCase(given as unknown as GatewayCase, lane);

/** How the cases of each folder are run. */
const RUNNERS: Readonly<Record<Folder, RunCase>> = {
  vtl: notSupported("mapping templates are not compiled"),
  velocity: notSupported("mapping templates are not compiled"),
  http: runGateway,
  sigv4: notSupported("requests are not signed"),
  more: runGateway,
};

/** A folder for which the product has nothing that could be run. */
function notSupported(what: string): RunCase {
  return async () => ({ why: [`not supported yet: ${what}`], needs: [], unsupported: true });
}

/** Runs cases, several at a time; the outcomes come in the order of the cases. */
export async function runCases(
  cases: readonly FoundCase[],
  { jobs, keep, onOutcome }: RunOptions,
): Promise<readonly Outcome[]> {
  const workshop = await Workshop.open();
  const outcomes: Outcome[] = [];
  const queue = cases.entries();
  const work = async () => {
    const stubs = await BackendStubs.open();
    try {
      for (const [index, { folder, given }] of queue) {
        const verdict = await RUNNERS[folder](given, { workshop, stubs, keep });
        const outcome = { ...describe(given), ...verdict, folder };
        outcomes[index] = outcome;
        onOutcome(outcome);
      }
    } finally {
      stubs.close();
    }
  };
  try {
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    if (!keep) await workshop.close();
  }
  if (keep) process.stderr.write(`the projects are in ${workshop.folder}\n`);
  return outcomes;
}

function describe({ name, features, doubt }: JsonObject) {
  return {
    name: String(name),
    features: Array.isArray(features) ? features.map(String) : [],
    doubt: doubt !== undefined && doubt !== false,
  };
}
