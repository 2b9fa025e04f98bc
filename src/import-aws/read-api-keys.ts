import { sha256 } from "../../templates/runtime/sha256.js";
import { type AwsValue, flagOf, itemsOf, membersOf, secretOf, textOf } from "./aws-value.js";
import { applyRules, known, label, type Rule, type Telling, without } from "./rules.js";

/** An entry of the list of API keys that a gateway reads. */
export interface ImportedApiKey {
  readonly id: string;
  /** `sha256:` and the digest of the key, which nobody can call with. */
  readonly value: string;
  readonly enabled: boolean;
  readonly usagePlans: readonly string[];
}

/** What the files say of keys and of the plans that they belong to. */
export interface WrittenKeys {
  /** Items of `get-api-keys`. */
  readonly keys: readonly AwsValue[];
  /** Items of `get-usage-plan-keys` by the plan's id, of plans that concern the API. */
  readonly ofPlans: ReadonlyMap<string, readonly AwsValue[]>;
  /** Whether those of all such plans are known. */
  readonly areAllPlansKnown: boolean;
}

/**
 * Reads API keys. Their values are secrets: only digests of them leave this function.
 * @param isAsked whether the user said where to write keys
 */
export function readApiKeys(
  { keys, ofPlans, areAllPlansKnown }: WrittenKeys,
  isAsked: boolean,
  telling: Telling,
): readonly ImportedApiKey[] {
  const { report, reporter } = telling;
  const plans = plansByKey(ofPlans, telling);
  const seen = new Map<string, AwsValue>();
  const imported = keys.flatMap((key): readonly ImportedApiKey[] => {
    const members = membersOf(key, reporter);
    const id = idOf(key, telling);
    if (id === undefined) return [];
    const before = seen.get(id);
    if (before) reporter.report("repeated-in-aws-output", key.at, { what: `the API key ${id}` });
    seen.set(id, key);
    const { usagePlans = [], value: ofPlan } = plans.get(id) ?? {};
    applyRules(key, KEY_RULES, telling);
    const value = members.get("value") ?? ofPlan;
    const secret = value && secretOf(value, reporter);
    const enabled = members.get("enabled");
    if (usagePlans.length === 0) {
      tellUnplanned(key, areAllPlansKnown, telling);
      return [];
    }
    if (secret === undefined) {
      const instead = "ask again: aws apigateway get-api-keys --include-values";
      report.not(key.at, "its value is not in the files", instead);
      return [];
    }
    if (!isAsked) {
      report.not(key.at, "its digest is written nowhere", "say where: --api-keys api-keys.json");
      return [];
    }
    report.exactly(key.at, "in the file of --api-keys");
    const isEnabled = enabled === undefined || flagOf(enabled, reporter) === true;
    const digest = `sha256:${sha256(secret).toString("hex")}`;
    return [{ id, value: digest, enabled: isEnabled, usagePlans: usagePlans.toSorted() }];
  });
  for (const [id, { at }] of plans) {
    if (seen.has(id)) continue;
    report.not(
      at,
      "the key itself is not in the files",
      "add the output of get-api-keys --include-values",
    );
  }
  return imported.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

interface PlannedKey {
  readonly usagePlans: string[];
  readonly value: AwsValue | undefined;
  readonly at: AwsValue["at"];
}

function plansByKey(
  ofPlans: ReadonlyMap<string, readonly AwsValue[]>,
  telling: Telling,
): ReadonlyMap<string, PlannedKey> {
  const plans = new Map<string, PlannedKey>();
  for (const [plan, keys] of ofPlans) {
    for (const key of keys) {
      const id = idOf(key, telling);
      if (id === undefined) continue;
      applyRules(key, PLAN_KEY_RULES, telling);
      const value = membersOf(key, telling.reporter).get("value");
      const planned = plans.get(id) ?? { usagePlans: [], value, at: key.at };
      if (!planned.usagePlans.includes(plan)) planned.usagePlans.push(plan);
      plans.set(id, planned);
    }
  }
  return plans;
}

function idOf(key: AwsValue, { reporter }: Telling): string | undefined {
  const id = membersOf(key, reporter).get("id");
  return id && textOf(id, reporter);
}

function tellUnplanned({ at }: AwsValue, areAllPlansKnown: boolean, { report }: Telling): void {
  if (areAllPlansKnown) {
    report.exactly(
      at,
      "no usage plan of this API has it, so the API refuses it, and so does the gateway",
    );
    return;
  }
  report.not(
    at,
    "its usage plans are not known",
    "add the output of get-usage-plan-keys of each plan",
  );
}

/** Keys were once bound to stages themselves. */
const stageKeys: Rule = (member, { report, reporter }) => {
  if (itemsOf(member, reporter).length === 0) report.exactly(member.at, "there are none");
  else report.not(member.at, "keys belong to usage plans", "make plans of them at Amazon first");
};

/** What a key comes to is told of the key as a whole. */
const KEY_RULES = {
  id: known,
  value: known,
  enabled: known,
  name: label,
  customerId: without("it is Amazon's marketplace's", undefined),
  description: label,
  createdDate: label,
  lastUpdatedDate: label,
  stageKeys,
  tags: label,
} as const;

const PLAN_KEY_RULES = { id: known, type: known, value: known, name: label } as const;
