import { Workshop } from "../harness/build-gateway.js";
import { BackendStubs } from "./backend-stubs.js";
import type { GatewayCase } from "./gateway-case.js";
import type { JsonObject } from "./json.js";
import type { Folder, Outcome, Verdict } from "./outcome.js";
import { runSignatureCase } from "./run-signature-case.js";
import { runTemplateCase } from "./run-template-case.js";
import { gatewayKey, runGatewayCases, type Lane } from "./run-gateway-case.js";

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

/** How the cases of a folder are run: those of one key one after the other. */
interface Runner {
  readonly keyOf: (given: JsonObject) => string;
  readonly run: (cases: readonly JsonObject[], lane: Lane) => Promise<readonly Verdict[]>;
}

const GATEWAYS: Runner = {
  keyOf: (given) => gatewayKey(given as unknown as GatewayCase),
  run: (cases, lane) => runGatewayCases(cases as unknown as readonly GatewayCase[], lane),
};

const TEMPLATES: Runner = {
  keyOf: () => "templates",
  run: async (cases) => cases.map(runTemplateCase),
};

const SIGNATURES: Runner = {
  keyOf: () => "signatures",
  run: (cases) => Promise.all(cases.map(runSignatureCase)),
};

/** How the cases of each folder are run. */
const RUNNERS: Readonly<Record<Folder, Runner>> = {
  vtl: TEMPLATES,
  velocity: TEMPLATES,
  http: GATEWAYS,
  sigv4: SIGNATURES,
  more: GATEWAYS,
};

/** Runs cases, several at a time; the outcomes come in the order of the cases. */
export async function runCases(
  cases: readonly FoundCase[],
  { jobs, keep, onOutcome }: RunOptions,
): Promise<readonly Outcome[]> {
  const workshop = await Workshop.open();
  const outcomes = new Map<FoundCase, Outcome>();
  const queue = groupsOf(cases).values();
  const work = async () => {
    const stubs = await BackendStubs.open();
    try {
      for (const { run, group } of queue) {
        const verdicts = await run(
          group.map(({ given }) => given),
          { workshop, stubs, keep },
        );
        for (const [index, found] of group.entries()) {
          const verdict = verdicts[index];
          if (verdict === undefined) throw new Error("a case has no verdict");
          const outcome = { ...describe(found.given), ...verdict, folder: found.folder };
          outcomes.set(found, outcome);
          onOutcome(outcome);
        }
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
  return cases.flatMap((found) => outcomes.get(found) ?? []);
}

function groupsOf(cases: readonly FoundCase[]) {
  const groups = new Map<string, { run: Runner["run"]; group: FoundCase[] }>();
  for (const found of cases) {
    const { keyOf, run } = RUNNERS[found.folder];
    const key = `${found.folder} ${keyOf(found.given)}`;
    const { group } = groups.get(key) ?? { group: [] as FoundCase[] };
    group.push(found);
    groups.set(key, { run, group });
  }
  return groups;
}

function describe({ name, features, doubt }: JsonObject) {
  return {
    name: String(name),
    features: Array.isArray(features) ? features.map(String) : [],
    doubt: doubt !== undefined && doubt !== false,
  };
}
